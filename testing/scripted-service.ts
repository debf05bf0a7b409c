import { waitFor, type ReloadCheck } from "../components/platform/reload-check";
import { EngineClient } from "../components/engine/client";
import { RunningService } from "../components/engine/running-service";

/** A service that answers commands from a script. */
export class ScriptedService extends RunningService {
  readonly commands: string[][] = [];
  readonly signals: string[] = [];
  /** Whether the service has just been started. */
  isNew = false;
  /** Reason why the service does not answer. */
  stopped: string | undefined;

  constructor(
    private readonly answers: (command: readonly string[], count: number) => string | Error,
    private readonly log: string | (() => string) = "",
  ) {
    super(
      new EngineClient({ host: "unix:///none", source: "test", local: true, certPath: undefined }),
      "the-service",
    );
  }

  override run(command: readonly string[]): Promise<{ output: string; status: number }> {
    this.commands.push([...command]);
    const answer = this.answers(command, this.commands.length);
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve({ output: answer, status: answer === "" ? 1 : 0 });
  }

  override signal(name: string): Promise<void> {
    this.signals.push(name);
    return Promise.resolve();
  }

  override printedLately(): Promise<string> {
    return Promise.resolve(typeof this.log === "string" ? this.log : this.log());
  }

  override startedAfter(): Promise<boolean> {
    return Promise.resolve(this.isNew);
  }

  override silence(): Promise<string | undefined> {
    return Promise.resolve(this.stopped);
  }
}

/** Returns the error with which the update would fail; empty if the service confirms the reload. */
export function complaint(
  service: RunningService,
  evidence: ReloadCheck,
  withinMs: number,
): Promise<string> {
  return waitFor(service, evidence, withinMs).then(
    () => "",
    (error: unknown) => (error as Error).message,
  );
}

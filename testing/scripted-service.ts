import { waitFor, type ReloadCheck } from "../components/platform/reload-check";
import { EngineClient } from "../components/engine/client";
import { RunningService } from "../components/engine/running-service";

/** A service that answers one thing after the other, the last for ever. */
export class ScriptedService extends RunningService {
  readonly commands: string[][] = [];
  readonly signals: string[] = [];
  /** Whether it is one that has just been started. */
  isNew = false;
  /** Why it would answer nothing. */
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

/** Why the update would fail for it; empty where it is confirmed. */
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

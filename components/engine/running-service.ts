import { asText, runInside } from "./containers";
import type { EngineClient } from "./client";

interface Inspected {
  readonly Created: string;
  readonly State: {
    readonly Paused: boolean;
    readonly Running: boolean;
    readonly StartedAt: string;
    readonly Status: string;
  };
}

/** A service's container as its own programs see it: no port has to be published, and the engine may be far away. */
export class RunningService {
  constructor(
    private readonly client: EngineClient,
    readonly container: string,
  ) {}

  /** Runs a program of the container's; what it prints, and its exit status. */
  run(command: readonly string[]): Promise<{ output: string; status: number }> {
    return runInside(this.client, this.container, command);
  }

  /** Sends a signal to the service. */
  async signal(name: string): Promise<void> {
    await this.client.post(`/containers/${this.container}/kill`, { query: { signal: name } });
  }

  /** What it printed in the last seconds, by the engine's clock. */
  async printedLately(seconds: number): Promise<string> {
    const { SystemTime } = await this.client.get<{ SystemTime: string }>("/info");
    const since = Math.floor(Date.parse(SystemTime) / 1000 - seconds);
    const lines = await this.client.get<unknown>(`/containers/${this.container}/logs`, {
      query: { stdout: "true", stderr: "true", tail: "500", since: String(since) },
    });
    // Without a terminal each piece has eight bytes in front that tell its stream and length.
    return asText(lines).replace(FRAME, "");
  }

  /** Whether it has started after those containers were made, by the engine's clock. */
  async startedAfter(others: readonly string[]): Promise<boolean> {
    const [{ State }, ...made] = await Promise.all([
      this.#inspect(this.container),
      ...others.map((id) => this.#inspect(id)),
    ]);
    return made.every(({ Created }) => Date.parse(State.StartedAt) > Date.parse(Created));
  }

  /** Why it will answer nothing; undefined where it may. */
  async silence(): Promise<string | undefined> {
    const { State } = await this.#inspect(this.container);
    if (State.Paused) return `it is paused; go on with: docker unpause ${this.container}`;
    return State.Running ? undefined : `it does not run, but is ${State.Status}`;
  }

  #inspect(container: string): Promise<Inspected> {
    return this.client.get<Inspected>(`/containers/${container}/json`);
  }
}

const FRAME = new RegExp("[\\u0000-\\u0002]\\u0000{3}[\\s\\S]{4}", "g");

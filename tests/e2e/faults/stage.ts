import { execFile, spawn, type ChildProcessByStdio } from "node:child_process";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import type { SecondEngine } from "../../../testing/engines/engine";
import type { Clone } from "../../../testing/e2e/clone";
import type { Stack } from "../../../testing/e2e/stack";
import { eventually } from "../../../testing/e2e/stores";
import type { Stores } from "./count/readers";

const run = promisify(execFile);

/** A stack under test, with operations for faults. All are asynchronous, so that the watch continues meanwhile. */
export class Stage {
  constructor(
    readonly clone: Clone,
    readonly stack: Stack,
    /** A separate engine that a fault may kill. */
    readonly engine?: SecondEngine,
  ) {}

  get stores(): Stores {
    return {
      tempo: this.stack.url("tempoPort"),
      loki: this.stack.url("lokiPort"),
      prometheus: this.stack.url("prometheusPort"),
    };
  }

  get httpEndpoint(): string {
    return this.stack.url("otlpHttpPort");
  }

  get grpcEndpoint(): string {
    return this.stack.url("otlpGrpcPort");
  }

  async docker(...words: string[]): Promise<string> {
    const { stdout } = await run("docker", this.#onEngine(words), { maxBuffer: 2 ** 26 });
    return stdout.trim();
  }

  /** Runs the Docker client and streams its output. */
  follow(...words: string[]): ChildProcessByStdio<null, Readable, null> {
    return spawn("docker", this.#onEngine(words), { stdio: ["ignore", "pipe", "ignore"] });
  }

  container(service: string): string {
    return this.stack.container(service);
  }

  /** Deploys the stack with its current settings. */
  async up(): Promise<void> {
    const { status, output } = await this.stack.up();
    if (status !== 0) throw new Error(`up failed: ${output}`);
  }

  /** Maps service to container ID, for running containers only. */
  async ids(): Promise<Map<string, string>> {
    const prefix = this.container("");
    const rows = await this.docker("ps", "--no-trunc", "--format", "{{.Names}} {{.ID}}");
    return new Map(
      rows
        .split("\n")
        .map((row) => row.split(" ") as [string, string])
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, id]) => [name.slice(prefix.length), id]),
    );
  }

  /** Kills a container's first process without Docker, like an out-of-memory kill. */
  async kill(service: string): Promise<void> {
    const read = () => this.#inspect(service, "{{.State.Pid}}");
    const before = await read();
    process.kill(Number(before), "SIGKILL");
    await eventually(`another process of ${service}`, async () => {
      const now = await read();
      return now !== before && now !== "0" ? true : undefined;
    });
    await this.healthy(service);
  }

  async healthy(...services: string[]): Promise<void> {
    for (const service of services) {
      await eventually(
        `health of ${service}`,
        async () =>
          (await this.#inspect(service, "{{.State.Health.Status}}")) === "healthy"
            ? true
            : undefined,
        120,
      );
    }
  }

  #inspect(service: string, format: string): Promise<string> {
    return this.docker("inspect", "--format", format, this.container(service));
  }

  #onEngine(words: readonly string[]): string[] {
    return [...(this.engine === undefined ? [] : ["--host", this.engine.address]), ...words];
  }
}

import { spawnSync } from "node:child_process";
import { Clone } from "../testing/e2e/clone";
import { Stack } from "../testing/e2e/stack";
import { followed } from "./pulumi";

/** The tests' stacks scrape more often than a user's. */
const DEFAULT_PACE = { scrapeInterval: undefined, evaluationInterval: undefined };
const SHARED = { name: "bench-shared", firstPort: 25_000 };

/** One for all stacks of a run. */
let clone: Clone | undefined;
let shared: RunningStack | undefined;

type Settings = Readonly<Record<string, unknown>>;

/** This project's stack at its default settings, but for what a measure is about. */
export class RunningStack {
  readonly stack: Stack;

  private constructor(
    readonly clone: Clone,
    name: string,
    readonly firstPort: number,
    settings: Settings = {},
  ) {
    const all = { protectData: false, ...DEFAULT_PACE, ...settings };
    this.stack = new Stack(clone, name, firstPort, all);
  }

  /** One that its caller brings up, and takes down. */
  static async made(name: string, firstPort: number, settings?: Settings): Promise<RunningStack> {
    clone ??= Clone.furnished();
    const made = new RunningStack(clone, name, firstPort, settings);
    const { status, output } = await clone.npm("pulumi", ["stack", "init", name]);
    if (status !== 0) throw new Error(`No stack ${name} could be made: ${output}`);
    return made;
  }

  /** One that runs; its caller alone uses it, and takes it down. */
  static async up(name: string, firstPort: number, settings?: Settings): Promise<RunningStack> {
    clone ??= Clone.furnished();
    const running = new RunningStack(clone, name, firstPort, settings);
    const { status, output } = await running.stack.up();
    if (status === 0) return running;
    // What comes of the clearing up is no news beside why it is needed.
    await Promise.allSettled([running.down()]);
    throw new Error(`up failed: ${output}`);
  }

  /** One that measures use one after the other: it runs from the first to the end of the run. */
  static async shared(): Promise<RunningStack> {
    return (shared ??= await RunningStack.up(SHARED.name, SHARED.firstPort));
  }

  /** Removes what measures share. */
  static async end(): Promise<void> {
    await shared?.down();
    clone?.remove();
    shared = clone = undefined;
  }

  /** What a command of Pulumi's own CLI prints, and how long it takes. */
  followed(command: string, words: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    return followed(
      this.clone.folder,
      [command, "--stack", this.stack.name, ...words],
      environment,
    );
  }

  /** How long a command of Pulumi's own CLI takes, in seconds. */
  async timed(
    command: string,
    words: readonly string[],
    environment: NodeJS.ProcessEnv = {},
  ): Promise<number> {
    return (await this.followed(command, words, environment)).seconds;
  }

  /** Takes the stack down, with its data. */
  async down(): Promise<void> {
    // One that was just queried takes all of its half minute to end.
    spawnSync("docker", ["kill", this.stack.container("tempo")]);
    const { status, output } = await this.stack.down();
    if (status !== 0) throw new Error(`down failed: ${output}`);
  }
}

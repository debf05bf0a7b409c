import { spawnSync } from "node:child_process";
import { Clone, Stack } from "../tests/e2e/support/clone";
import { followed } from "./pulumi";

/** The tests' stacks scrape more often than a user's. */
const DEFAULT_PACE = { scrapeInterval: undefined, evaluationInterval: undefined };
const SHARED = { name: "bench-shared", firstPort: 25_000 };

/** One for all stacks of a run, so that npm installs what the program needs once. */
let clone: Clone | undefined;
let shared: RunningStack | undefined;

/** This project's stack at its default settings. */
export class RunningStack {
  readonly stack: Stack;

  private constructor(
    readonly clone: Clone,
    name: string,
    readonly firstPort: number,
  ) {
    this.stack = new Stack(clone, name, firstPort, { protectData: false, ...DEFAULT_PACE });
  }

  /** One that its caller alone uses, and removes. */
  static async up(name: string, firstPort: number): Promise<RunningStack> {
    clone ??= new Clone();
    const running = new RunningStack(clone, name, firstPort);
    try {
      const { status, output } = await running.stack.up();
      if (status !== 0) throw new Error(`up failed: ${output}`);
      return running;
    } catch (error) {
      await running.down();
      throw error;
    }
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

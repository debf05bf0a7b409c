import { Clone, Stack } from "../tests/e2e/support/clone";
import { followed } from "./pulumi";

/** The tests' stacks scrape more often than a user's. */
const DEFAULT_PACE = { scrapeInterval: undefined, evaluationInterval: undefined };

/** This project's stack at its default settings, in a clone of its own. */
export class RunningStack {
  private constructor(
    readonly clone: Clone,
    readonly stack: Stack,
  ) {}

  static async up(name: string, firstPort: number): Promise<RunningStack> {
    const clone = new Clone();
    const settings = { protectData: false, ...DEFAULT_PACE };
    const running = new RunningStack(clone, new Stack(clone, name, firstPort, settings));
    try {
      const { status, output } = await running.stack.up();
      if (status !== 0) throw new Error(`up failed: ${output}`);
      return running;
    } catch (error) {
      await running.remove();
      throw error;
    }
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
    const { status, output } = await this.stack.down();
    if (status !== 0) throw new Error(`down failed: ${output}`);
  }

  async remove(): Promise<void> {
    await this.down();
    this.clone.remove();
  }
}

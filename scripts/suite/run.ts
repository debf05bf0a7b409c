import { apart, CORE, type Group } from "./groups";
import { type Job, runInLanes } from "./lanes";
import { UNKNOWN_SECONDS } from "./plan";
import type { Outcome } from "./report";
import { type FileResult, hasFailed } from "./results";
import { runVitest, type VitestRun } from "./vitest";

export interface RunOptions {
  readonly root: string;
  readonly groups: readonly Group[];
  readonly unit: boolean;
  readonly lanes: number;
  /** Expected seconds for each file. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Seconds after which nothing begins but the main path. */
  readonly available: number;
  /** A command that changes to the second engine and runs its arguments there; without one, the first engine is used. */
  readonly secondEngine?: string | undefined;
  readonly environment?: NodeJS.ProcessEnv | undefined;
}

export interface SuiteOutcome extends Outcome {
  /** Files that did not begin: there was no time left. */
  readonly late: readonly string[];
  readonly unitSeconds: number;
  /** Output of the tests on the second engine. */
  readonly secondEngineOutput: string;
}

/**
 * Runs the unit tests, then the groups' files in lanes, then again, alone, each file that failed; at last the tests for the
 * second engine, which takes the place of the first one.
 */
export async function runSuite(options: RunOptions, vitest = runVitest): Promise<SuiteOutcome> {
  const { root, groups, unit, lanes, seconds, available, secondEngine, environment } = options;
  const began = Date.now();
  const elapsed = () => (Date.now() - began) / 1000;
  const print = (text: string) => process.stdout.write(text);
  const files = new FileRuns(options, vitest, elapsed, print);

  if (unit) {
    const run = await vitest({ root, project: "unit", environment, onOutput: print });
    for (const result of run.results) files.results.set(result.file, result);
  }

  const unitSeconds = elapsed();
  const expected = (file: string) => seconds[file] ?? UNKNOWN_SECONDS;
  const hasTime = (file: string) => elapsed() + expected(file) <= available;
  const jobs = jobsOf(groups, expected);
  const failed: string[] = [];
  const late = await runInLanes(
    jobs,
    lanes,
    async (file) => {
      if ((await files.run(file)).results.some(hasFailed)) failed.push(file);
    },
    ({ file }) => hasTime(file),
  );
  for (const file of failed) await files.again(file);

  let secondEngineOutput = "";
  for (const file of groups.filter((group) => group.onSecondEngine).flatMap(({ files }) => files)) {
    if (!hasTime(file)) {
      late.push(file);
      continue;
    }
    let run = await files.run(file, secondEngine);
    if (run.results.some(hasFailed)) run = await files.again(file, secondEngine);
    secondEngineOutput += run.output;
  }
  const { results, firstRuns, unstable } = files;
  return {
    results: [...results.values()],
    firstRuns,
    unstable,
    late,
    unitSeconds,
    secondEngineOutput,
  };
}

/** Runs of single files, with what each came to. */
class FileRuns {
  readonly results = new Map<string, FileResult>();
  readonly firstRuns: FileResult[] = [];
  readonly unstable: string[] = [];

  constructor(
    private readonly options: Pick<RunOptions, "root" | "environment">,
    private readonly vitest: typeof runVitest,
    private readonly elapsed: () => number,
    private readonly print: (text: string) => void,
  ) {}

  async run(file: string, through?: string): Promise<VitestRun> {
    const { root, environment } = this.options;
    const project = file.startsWith("tests/package/") ? "package" : "e2e";
    console.log(`-- ${clock(this.elapsed())} ${file} begins`);
    const from = this.elapsed();
    const run = await this.vitest({ root, project, file, through, environment });
    // All at once: the lines of two lanes that print side by side cannot be told apart.
    this.print(run.output);
    console.log(`-- ${clock(this.elapsed())} ${file} ends`);
    // With what it prepares and clears up, which Vitest's own figure lacks.
    const seconds = this.elapsed() - from;
    for (const result of run.results) this.results.set(file, { ...result, seconds });
    return run;
  }

  async again(file: string, through?: string): Promise<VitestRun> {
    console.log(`-- ${file} failed and runs once more, alone`);
    const before = this.results.get(file);
    if (before !== undefined) this.firstRuns.push(before);
    const run = await this.run(file, through);
    if (!run.results.some(hasFailed)) this.unstable.push(file);
    return run;
  }
}

function jobsOf(groups: readonly Group[], expected: (file: string) => number): Job[] {
  return groups
    .filter(({ onSecondEngine = false }) => !onSecondEngine)
    .flatMap(({ name, files, alone = false }) =>
      files.map((file): Job => {
        return {
          file,
          seconds: expected(file),
          alone,
          apart: apart.filter((files) => files.includes(file)).flat(),
          optional: name !== CORE,
        };
      }),
    );
}

function clock(seconds: number): string {
  const pad = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${pad(seconds / 60)}:${pad(seconds % 60)}`;
}

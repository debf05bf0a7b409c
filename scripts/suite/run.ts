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
  const results = new Map<string, FileResult>();
  const unstable: string[] = [];
  const firstRuns: FileResult[] = [];
  const print = (text: string) => process.stdout.write(text);

  const runFile = async (file: string, through?: string): Promise<VitestRun> => {
    const project = file.startsWith("tests/package/") ? "package" : "e2e";
    console.log(`-- ${clock(elapsed())} ${file} begins`);
    const from = elapsed();
    const run = await vitest({ root, project, file, through, environment });
    // All at once: the lines of two lanes that print side by side cannot be told apart.
    print(run.output);
    console.log(`-- ${clock(elapsed())} ${file} ends`);
    // With what it prepares and clears up, which Vitest's own figure lacks.
    for (const result of run.results) results.set(file, { ...result, seconds: elapsed() - from });
    return run;
  };
  const again = async (file: string, through?: string) => {
    console.log(`-- ${file} failed and runs once more, alone`);
    const before = results.get(file);
    if (before !== undefined) firstRuns.push(before);
    const run = await runFile(file, through);
    if (!run.results.some(hasFailed)) unstable.push(file);
    return run;
  };

  if (unit) {
    const run = await vitest({ root, project: "unit", environment, onOutput: print });
    for (const result of run.results) results.set(result.file, result);
  }

  const unitSeconds = elapsed();
  const expected = (file: string) => seconds[file] ?? UNKNOWN_SECONDS;
  const hasTime = (file: string) => elapsed() + expected(file) <= available;
  const jobs = groups
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
  const failed: string[] = [];
  const late = await runInLanes(
    jobs,
    lanes,
    async (file) => {
      if ((await runFile(file)).results.some(hasFailed)) failed.push(file);
    },
    ({ file }) => hasTime(file),
  );
  for (const file of failed) await again(file);

  let secondEngineOutput = "";
  for (const { files } of groups.filter(({ onSecondEngine = false }) => onSecondEngine)) {
    for (const file of files) {
      if (!hasTime(file)) {
        late.push(file);
        continue;
      }
      let run = await runFile(file, secondEngine);
      if (run.results.some(hasFailed)) run = await again(file, secondEngine);
      secondEngineOutput += run.output;
    }
  }
  return {
    results: [...results.values()],
    firstRuns,
    unstable,
    late,
    unitSeconds,
    secondEngineOutput,
  };
}

function clock(seconds: number): string {
  const pad = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${pad(seconds / 60)}:${pad(seconds % 60)}`;
}

import { countsOf, type Counts, type FileResult, missesSomething } from "./results";

const SLOWEST_SHOWN = 10;
const FAILURES_SHOWN = 20;
/** Characters of a failure, from its end: a command prints last why it failed. */
const END_SHOWN = 3000;
/** Characters of the beginning of a longer failure. */
const BEGINNING_SHOWN = 200;

/** What a run of tests came to. */
export interface Outcome {
  /** Of each file the last run. */
  readonly results: readonly FileResult[];
  /** What a file that ran twice came to before. */
  readonly firstRuns: readonly FileResult[];
  /** Files that failed beside others and passed when they ran alone. */
  readonly unstable: readonly string[];
}

/** The slowest files and tests, the failures, and the counts on a line of their own. */
export function report({ results, firstRuns, unstable }: Outcome): string {
  const missing = missesSomething(results);
  return [
    ...slowest(results),
    ...failureLines("FAILED", results),
    // The second run may fail because of what the first one left.
    ...failureLines("FAILED in the first run", firstRuns),
    ...missing.map((name) => `Skipped: ${name}`),
    ...unstable.map(unstableLine),
    countsLine(countsOf(results)),
  ].join("\n");
}

function unstableLine(file: string): string {
  return `UNSTABLE: ${file} failed beside other files and passed alone. Fix its cause in this change.`;
}

function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function slowest(results: readonly FileResult[]): string[] {
  const top = (title: string, all: readonly { name: string; seconds: number }[]) => [
    title,
    ...all
      .toSorted((a, b) => b.seconds - a.seconds)
      .slice(0, SLOWEST_SHOWN)
      .map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`),
  ];
  return [
    ...top(
      "Slowest files:",
      results.map(({ file, seconds }) => ({ name: file, seconds })),
    ),
    ...top(
      "Slowest tests:",
      results.flatMap(({ tests }) => tests),
    ),
  ];
}

function failureLines(title: string, results: readonly FileResult[]): string[] {
  return results
    .flatMap(({ file, tests, errors }) => [
      ...errors.map((error) => `${title}: ${file}: ${inOneLine(error)}`),
      ...tests
        .filter(({ status }) => status === "failed")
        .map(({ name, failures }) => `${title}: ${file}: ${name}: ${inOneLine(failures[0])}`),
    ])
    .slice(0, FAILURES_SHOWN);
}

/** Without the stack of calls, which follows the message, and without the middle of a long one. */
function inOneLine(text = ""): string {
  const line = text.replace(/(\n {4}at .*)+\s*$/, "").replaceAll(/\s*\n\s*/g, " | ");
  if (line.length <= BEGINNING_SHOWN + END_SHOWN) return line;
  return `${line.slice(0, BEGINNING_SHOWN)} … ${line.slice(-END_SHOWN)}`;
}

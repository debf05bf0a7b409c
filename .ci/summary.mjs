// summary.mjs FOLDER: what the steps of a run came to, the failures last: often only the end of the output is seen.
// FOLDER has `steps`, a line each with outcome, name and seconds, and Vitest's results of those that ran tests, with the
// failures of suites' preparations (setup-errors.mjs) beside them.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FAILURES_SHOWN = 20;
/** Characters of a failure, from its end: what a command printed ends with why it failed. */
const END_SHOWN = 3000;
/** Characters of a failure's beginning, where that is not all. */
const BEGINNING_SHOWN = 200;

const folder = process.argv[2];
const steps = readFileSync(join(folder, "steps"), "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => line.split("\t"))
  .map(([outcome, name, seconds]) => ({
    failed: outcome !== "done",
    name,
    seconds,
    result: resultOf(name),
  }));

const count = (key) => steps.reduce((sum, { result }) => sum + (result?.[key] ?? 0), 0);
const failures = steps
  .flatMap(({ result }) => result?.testResults ?? [])
  .filter(({ status }) => status === "failed")
  .flatMap(({ name, message, assertionResults }) => {
    const tests = assertionResults.filter(({ status }) => status === "failed");
    // A file that could not be read, or whose preparations failed, has no failed test.
    if (tests.length === 0) return [`${name}: ${inOneLine(message)}`];
    return tests.map(
      ({ fullName, failureMessages }) => `${fullName}: ${inOneLine(failureMessages[0])}`,
    );
  });
// A step that failed without a test of its own to blame is a failure, too.
const failedSteps = steps.filter(({ failed }) => failed);
const failed =
  count("numFailedTests") +
  failedSteps.filter(({ result }) => (result?.numFailedTests ?? 0) === 0).length;
const passed = count("numPassedTests");

for (const { name, seconds } of steps) console.log(`${seconds.padStart(5)} s  ${name}`);
for (const failure of failures.slice(0, FAILURES_SHOWN)) console.log(`FAILED test: ${failure}`);
for (const failure of steps.flatMap(({ name }) => setupErrorsOf(name)).slice(0, FAILURES_SHOWN)) {
  console.log(`FAILED setup: ${failure}`);
}
for (const { name } of failedSteps) console.log(`FAILED step: ${name}`);
console.log(
  `${passed} passed, ${failed} failed, ${count("numPendingTests") + count("numTodoTests")} skipped`,
);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** Without the stack of calls, which follows the message, and without the middle of a long one. */
function inOneLine(text = "") {
  const line = text.replace(/(\n {4}at .*)+\s*$/, "").replaceAll(/\s*\n\s*/g, " | ");
  if (line.length <= BEGINNING_SHOWN + END_SHOWN) return line;
  return `${line.slice(0, BEGINNING_SHOWN)} … ${line.slice(-END_SHOWN)}`;
}

function resultOf(name) {
  const file = join(folder, `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

function setupErrorsOf(name) {
  const file = join(folder, `${name}.setup`);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => inOneLine(JSON.parse(line)));
}

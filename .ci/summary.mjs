// summary.mjs FOLDER: the steps of a run, what needs attention, and the counts on the last line: often only the end of the output
// is seen. FOLDER has `steps`, a line each with outcome, name and seconds, and `summary.json` of `npm test`.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const steps = readFileSync(join(folder, "steps"), "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => line.split("\t"));
const summary = join(folder, "summary.json");
const tests = existsSync(summary)
  ? JSON.parse(readFileSync(summary, "utf8"))
  : { passed: 0, failed: 0, skipped: 0, unstable: [] };

for (const [, name, seconds] of steps) console.log(`${seconds.padStart(5)} s  ${name}`);
for (const file of tests.unstable) console.log(`UNSTABLE: ${file}`);
const failedSteps = steps.filter(([outcome]) => outcome !== "done").map(([, name]) => name);
for (const name of failedSteps) console.log(`FAILED step: ${name}`);
// A step that failed without a failed test counts as a failure of its own.
const failed =
  tests.failed + failedSteps.filter((name) => name !== "tests" || tests.failed === 0).length;
console.log(`${tests.passed} passed, ${failed} failed, ${tests.skipped} skipped`);
process.exitCode = failed > 0 || tests.passed === 0 ? 1 : 0;

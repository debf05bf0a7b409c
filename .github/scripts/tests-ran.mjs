// tests-ran.mjs FILE: fails where a run of Vitest passed although tests were skipped for want of something.
import { readFileSync } from "node:fs";
import { main } from "./stack.mjs";

/** How a skipped test tells what it misses: "…: needs a Docker engine". */
const MISSES = /: needs? /;

main(async () => {
  const { testResults } = JSON.parse(readFileSync(process.argv[2], "utf8"));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const missing = tests.filter(
    ({ status, title }) => ["pending", "skipped"].includes(status) && MISSES.test(title),
  );
  if (missing.length > 0) {
    throw new Error(`Not all tests ran here: ${missing.map(({ title }) => title).join("; ")}.`);
  }
  if (!tests.some(({ status }) => status === "passed")) throw new Error("No test ran.");
});

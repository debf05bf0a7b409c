// tests-ran.mjs FILE: fails where a run of Vitest passed because its tests were skipped.
import { readFileSync } from "node:fs";
import { main } from "./stack.mjs";

main(async () => {
  const results = JSON.parse(readFileSync(process.argv[2], "utf8"));
  if (results.numPassedTests > 0) return;
  throw new Error(
    `No test ran, ${results.numPendingTests} were skipped: the log names what they miss (a Docker engine, or images that cannot be pulled).`,
  );
});

// A reporter of Vitest: a line in the file SETUP_ERRORS for each failure of what a suite prepares or clears up. Vitest's JSON
// has them of no suite, only of a whole file, and often only the end of a run's output is seen.
import { appendFileSync } from "node:fs";

export default class SetupErrors {
  onTestSuiteResult(suite) {
    for (const { message } of suite.errors()) {
      const line = `${suite.module.relativeModuleId}, before or after "${suite.fullName}": ${message}`;
      appendFileSync(process.env.SETUP_ERRORS, `${line.replaceAll(/\s*\n\s*/g, " | ")}\n`);
    }
  }
}

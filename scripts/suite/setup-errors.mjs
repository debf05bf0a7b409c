// A reporter of Vitest: a line in the file SETUP_ERRORS, a JSON string, for each failure of what a suite prepares or clears
// up. Vitest's JSON has them of no suite, only of a whole file.
import { appendFileSync } from "node:fs";

export default class SetupErrors {
  onTestSuiteResult(suite) {
    for (const { message } of suite.errors()) {
      const failure = `${suite.module.relativeModuleId}, before or after "${suite.fullName}": ${message}`;
      appendFileSync(process.env.SETUP_ERRORS, `${JSON.stringify(failure)}\n`);
    }
  }
}

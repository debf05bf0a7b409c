/** A test of a file that ran. */
export interface TestResult {
  readonly name: string;
  readonly status: "passed" | "failed" | "skipped";
  readonly seconds: number;
  /** Why it failed. */
  readonly failures: readonly string[];
}

export interface FileResult {
  /** From the project's root. */
  readonly file: string;
  readonly seconds: number;
  readonly tests: readonly TestResult[];
  /** What failed outside of its tests: the file itself, or a preparation of a suite. */
  readonly errors: readonly string[];
}

/** The parts of Vitest's JSON that are read here. */
export interface VitestJson {
  readonly testResults: readonly {
    /** Absolute path. */
    readonly name: string;
    readonly status: string;
    readonly startTime: number;
    readonly endTime: number;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly duration?: number | null;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

/** @param setupErrors Failures of what suites prepare, which Vitest's JSON lacks (setup-errors.mjs). */
export function readResults(
  json: VitestJson,
  setupErrors: readonly string[],
  relative: (path: string) => string,
): FileResult[] {
  return json.testResults.map(({ name, status, startTime, endTime, message, assertionResults }) => {
    const file = relative(name);
    const tests = assertionResults.map((test): TestResult => ({
      name: test.fullName,
      status: test.status === "passed" || test.status === "failed" ? test.status : "skipped",
      seconds: (test.duration ?? 0) / 1000,
      failures: test.failureMessages ?? [],
    }));
    const ofSetup = setupErrors.filter((error) => error.startsWith(file));
    const unexplained =
      status === "failed" &&
      ofSetup.length === 0 &&
      tests.every((test) => test.status !== "failed");
    return {
      file,
      seconds: (endTime - startTime) / 1000,
      tests,
      errors: unexplained ? [message || "It could not be run."] : ofSetup,
    };
  });
}

export function hasFailed({ tests, errors }: FileResult): boolean {
  return errors.length > 0 || tests.some(({ status }) => status === "failed");
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A file's errors outside of tests count as failures, so that no failed run counts none. */
export function countsOf(results: readonly FileResult[]): Counts {
  const tests = results.flatMap((result) => result.tests);
  const count = (wanted: TestResult["status"]) =>
    tests.filter(({ status }) => status === wanted).length;
  const errors = results.reduce((sum, result) => sum + result.errors.length, 0);
  return { passed: count("passed"), failed: count("failed") + errors, skipped: count("skipped") };
}

/** Tests that say what they miss: "…: needs a Docker engine" (testing/e2e/on-engine.ts). */
export function missesSomething(results: readonly FileResult[]): string[] {
  return results
    .flatMap(({ tests }) => tests)
    .filter(({ status, name }) => status === "skipped" && /: needs? /.test(name))
    .map(({ name }) => name);
}

import { describe, expect, it } from "vitest";
import { report } from "../../../scripts/suite/report";
import {
  countsOf,
  hasFailed,
  missesSomething,
  readResults,
  type VitestJson,
} from "../../../scripts/suite/results";

type Tests = VitestJson["testResults"][number]["assertionResults"];
const test = (
  fullName: string,
  status = "passed",
  duration = 1000,
  failure = "",
): Tests[number] => ({
  fullName,
  status,
  duration,
  failureMessages: failure === "" ? [] : [failure],
});
const read = (files: Record<string, Tests>, setupErrors: string[] = [], message = "") =>
  readResults(
    {
      testResults: Object.entries(files).map(([name, assertionResults]) => ({
        name: `/project/${name}`,
        status:
          assertionResults.every(({ status }) => status !== "failed") && message === ""
            ? "passed"
            : "failed",
        startTime: 0,
        endTime: 2000,
        message,
        assertionResults,
      })),
    },
    setupErrors,
    (path) => path.slice("/project/".length),
  );

describe("a report", () => {
  it("has the ten slowest files and tests, and the counts on the last line", () => {
    const results = read({
      "a.test.ts": Array.from({ length: 12 }, (_, index) =>
        test(`a ${index}`, "passed", index * 1000),
      ),
      "b.test.ts": [test("b", "skipped")],
    });
    const lines = report({ results, firstRuns: [], unstable: [] }).split("\n");
    expect(lines[0]).toBe("Slowest files:");
    const tests = lines.slice(lines.indexOf("Slowest tests:") + 1, -1);
    expect(tests).toHaveLength(10);
    expect(tests[0]).toBe("   11.0 s  a 11");
    expect(lines.at(-1)).toBe("12 passed, 0 failed, 1 skipped");
  });

  it("shows the end of a failure, without the calls that led to it", () => {
    const long = `first\n${"x".repeat(5000)}\nthe reason\n    at a (b.ts:1)\n    at c`;
    const text = report({
      results: read({ "a.test.ts": [test("a", "failed", 1, long)] }),
      firstRuns: [],
      unstable: [],
    });
    expect(text).toMatch(/^FAILED: a\.test\.ts: a: first \| x+ … x+ \| the reason$/m);
    expect(text).toMatch(/\n0 passed, 1 failed, 0 skipped$/);
  });

  it("shows why a file failed at first, where it ran again", () => {
    const text = report({
      results: read({ "a.test.ts": [test("a", "failed", 1, "network exists")] }),
      firstRuns: read({ "a.test.ts": [test("a"), test("b", "failed", 1, "the cause")] }),
      unstable: [],
    });
    expect(text).toMatch(/^FAILED: a\.test\.ts: a: network exists$/m);
    expect(text).toMatch(/^FAILED in the first run: a\.test\.ts: b: the cause$/m);
    expect(text).toMatch(/\n0 passed, 1 failed, 0 skipped$/);
  });

  it("names what is unstable, and what was skipped because something is missing", () => {
    const results = read({
      "a.test.ts": [test("a stack: needs a Docker engine", "pending"), test("b", "todo")],
    });
    expect(missesSomething(results)).toEqual(["a stack: needs a Docker engine"]);
    const lines = report({ results, firstRuns: [], unstable: ["a.test.ts"] }).split("\n");
    expect(lines.slice(-3)).toEqual([
      "Skipped: a stack: needs a Docker engine",
      expect.stringMatching(/^UNSTABLE: a\.test\.ts failed beside other files and passed alone/),
      "0 passed, 0 failed, 2 skipped",
    ]);
  });
});

describe("results", () => {
  it("count a file that cannot be read, and a preparation that fails, as failures", () => {
    const [broken] = read({ "a.test.ts": [] }, [], "SyntaxError");
    expect(broken?.errors).toEqual(["SyntaxError"]);
    const [setup] = read({ "a.test.ts": [test("a", "skipped")] }, ["a.test.ts, before: no"], "x");
    expect(setup?.errors).toEqual(["a.test.ts, before: no"]);
    for (const result of [broken, setup]) {
      if (result === undefined) throw new Error("there is no result");
      expect(hasFailed(result)).toBe(true);
      expect(countsOf([result]).failed).toBe(1);
    }
  });

  it("count a failed test once", () => {
    expect(countsOf(read({ "a.test.ts": [test("a", "failed"), test("b")] }))).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });
});

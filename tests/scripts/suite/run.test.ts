import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CORE, type Group } from "../../../scripts/suite/groups";
import type { FileResult } from "../../../scripts/suite/results";
import { type RunOptions, runSuite } from "../../../scripts/suite/run";
import type { VitestOptions } from "../../../scripts/suite/vitest";

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  vi.spyOn(process.stdout, "write").mockImplementation(() => true);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const group = (name: string, more: Partial<Group> = {}): Group => ({
  name,
  shows: name,
  files: [`${name}.test.ts`],
  covers: [],
  ...more,
});

function result(file: string, status: "passed" | "failed"): FileResult {
  return {
    file,
    seconds: 1,
    tests: [{ name: file, status, seconds: 1, failures: [] }],
    errors: [],
  };
}

/** A suite whose files fail as often as `failures` says, then pass. */
async function suite(failures: Record<string, number>, options: Partial<RunOptions> = {}) {
  const calls: VitestOptions[] = [];
  const vitest = (call: VitestOptions) => {
    calls.push(call);
    const file = call.file ?? "unit";
    const left = failures[file] ?? 0;
    failures[file] = left - 1;
    const results = [result(file, left > 0 ? "failed" : "passed")];
    return Promise.resolve({ results, output: "" });
  };
  const outcome = await runSuite(
    {
      root: "/project",
      groups: [group(CORE), group("a"), group("b")],
      unit: true,
      lanes: 2,
      seconds: {},
      available: Infinity,
      ...options,
    },
    vitest,
  );
  const status = Object.fromEntries(
    outcome.results.map(({ file, tests }) => [file, tests[0]?.status]),
  );
  return { outcome, status, files: calls.map(({ file }) => file ?? "unit"), calls };
}

describe("a run of the suite", () => {
  it("begins with the unit tests and runs each file once", async () => {
    const { files, outcome } = await suite({});
    expect(files).toEqual(["unit", "core.test.ts", "a.test.ts", "b.test.ts"]);
    expect(outcome.unstable).toEqual([]);
  });

  it("runs a failed file once more after all others, and names it unstable where it passes then", async () => {
    const { files, outcome, status } = await suite({ "core.test.ts": 1 });
    expect(files.at(-1)).toBe("core.test.ts");
    expect(files).toHaveLength(5);
    expect(outcome.unstable).toEqual(["core.test.ts"]);
    expect(outcome.firstRuns).toMatchObject([
      { file: "core.test.ts", tests: [{ status: "failed" }] },
    ]);
    expect(status["core.test.ts"]).toBe("passed");
  });

  it("fails where a file fails twice, or a unit test once", async () => {
    const twice = await suite({ "a.test.ts": 2 });
    expect(twice.status["a.test.ts"]).toBe("failed");
    expect(twice.outcome.unstable).toEqual([]);
    const unit = await suite({ unit: 1 });
    expect(unit.status["unit"]).toBe("failed");
    expect(unit.files.filter((file) => file === "unit")).toHaveLength(1);
  });

  it("begins nothing but the main path where no time is left", async () => {
    const { files, outcome } = await suite({}, { available: 0 });
    expect(files).toEqual(["unit", "core.test.ts"]);
    expect(outcome.late).toEqual(["a.test.ts", "b.test.ts"]);
  });

  it("changes to the second engine last, after the failed files ran again on the first", async () => {
    const groups = [group("other", { onSecondEngine: true }), group(CORE)];
    const failures = { "core.test.ts": 1, "other.test.ts": 1 };
    const { calls, outcome } = await suite(failures, { groups, secondEngine: "change" });
    expect(calls.map(({ file, through }) => [file, through]).slice(1)).toEqual([
      ["core.test.ts", undefined],
      ["core.test.ts", undefined],
      ["other.test.ts", "change"],
      ["other.test.ts", "change"],
    ]);
    expect(outcome.unstable).toEqual(["core.test.ts", "other.test.ts"]);
  });
});

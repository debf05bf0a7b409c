import { describe, expect, it } from "vitest";
import { CORE, type Group, UNIT } from "../../../scripts/suite/groups";
import {
  type Facts,
  NO_SECOND_ENGINE,
  type Plan,
  planAll,
  planGate,
  planNamed,
  planText,
} from "../../../scripts/suite/plan";

const group = (name: string, more: Partial<Group> = {}): Group => ({
  name,
  shows: name,
  files: [`tests/e2e/${name}.test.ts`],
  covers: [`src/${name}`],
  ...more,
});
const groups = [
  group(CORE),
  group("a"),
  group("b"),
  group("c"),
  group("slow", { onlyInFullSuite: "it takes long" }),
  group("engine", { onSecondEngine: true }),
];
const record = {
  groups: groups.map(({ name }) => name),
  seconds: Object.fromEntries(groups.flatMap(({ files }) => files.map((file) => [file, 120]))),
};
const gate = (facts: Partial<Facts> = {}) =>
  planGate(groups, {
    record,
    changed: [],
    available: 600,
    lanes: 2,
    turn: 0,
    secondEngine: true,
    ...facts,
  });
const reasons = (decisions: Plan["runs"]) =>
  Object.fromEntries(decisions.map((each) => [each.group.name, each.reason]));

describe("the gate's plan", () => {
  it("is the main path and one other group, which differs from commit to commit", () => {
    expect(reasons(gate().runs)).toEqual({ core: "always", a: "in its turn" });
    const turns = [0, 1, 2, 3, 4, 5].map((turn) => Object.keys(reasons(gate({ turn }).runs))[1]);
    expect(turns).toEqual(["a", "b", "c", "engine", "engine", "a"]);
  });

  it("has each group whose folders or files changed, with the path", () => {
    const { runs, skipped } = gate({
      changed: ["src/b/x.ts", "src/cc/x.ts", "tests/e2e/slow.test.ts", "src/engine"],
    });
    expect(reasons(runs)).toEqual({
      core: "always",
      b: "src/b/x.ts changed",
      engine: "src/engine changed",
      a: "in its turn",
    });
    expect(reasons(skipped)).toEqual({
      slow: "only in the full suite: it takes long",
      c: "nothing that it covers changed, and it is another one's turn",
    });
  });

  it("leaves out what does not fit into the time, and tells how much is missing", () => {
    const { runs, skipped } = gate({ changed: ["src/b/x", "src/c/x"], available: 130 });
    expect(reasons(runs)).toEqual({ core: "always", b: "src/b/x changed" });
    expect(reasons(skipped)).toMatchObject({
      c: "src/c/x changed, but no time: 1.0 of 0.2 min left",
      a: "in its turn, but no time: 1.0 of 0.2 min left",
    });
  });

  it("reserves the recorded time of the unit tests", () => {
    const slow = { ...record, seconds: { ...record.seconds, [UNIT]: 500 } };
    expect(reasons(gate({ record: slow }).runs)).toEqual({ core: "always" });
  });

  it("runs the main path whatever the time", () => {
    expect(reasons(gate({ available: 0 }).runs)).toEqual({ core: "always" });
  });

  it("expects a file without a recorded time to take long", () => {
    const unknown = { ...record, seconds: {} };
    expect(reasons(gate({ record: unknown, available: 299 }).runs)).toEqual({ core: "always" });
    expect(reasons(gate({ record: unknown, available: 300 }).runs)).toHaveProperty("a");
  });

  it.each([
    ["no full run is recorded", { record: undefined }],
    ["this clone does not have the commit of the last full run", { changed: undefined }],
    ["it was not part of the last full run", { record: { ...record, groups: [CORE] } }],
  ])("takes every group for due where %s", (reason, facts) => {
    const due = reasons(gate({ ...facts, available: 10_000 }).runs);
    expect(due).toEqual({ core: "always", a: reason, b: reason, c: reason, engine: reason });
  });

  it("has no second engine where the machine has none", () => {
    const { skipped } = gate({ secondEngine: false, changed: ["src/engine/x"] });
    expect(reasons(skipped)["engine"]).toBe(NO_SECOND_ENGINE);
  });
});

describe("other plans", () => {
  it("have everything that the machine can run, or the groups that are named", () => {
    expect(planAll(groups, true).runs).toHaveLength(groups.length);
    expect(reasons(planAll(groups, false).skipped)).toEqual({ engine: NO_SECOND_ENGINE });
    expect(reasons(planNamed(groups, ["slow", "b"]).runs)).toEqual({ slow: "named", b: "named" });
  });

  it("are printed with a line for each group", () => {
    const lines = planText(gate()).split("\n");
    expect(lines).toHaveLength(1 + groups.length);
    expect(lines[1]).toBe("  run  core           always");
    expect(lines.at(-1)).toMatch(/^ {2}skip engine +nothing that it covers changed/);
  });
});

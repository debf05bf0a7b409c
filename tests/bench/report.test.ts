import { expect, it } from "vitest";
import { goalsMet } from "../../bench/goals";
import { type Conditions, markdown, type Results } from "../../bench/report";
import { merged } from "../../bench/results";

const conditions: Conditions = {
  machine: {
    processor: "A processor",
    cores: 2,
    memoryGiB: 24,
    kernel: "6.1",
    cgroups: "v2",
    engine: "29.0.0",
    node: "v20.20.0",
  },
  images: ["one:1"],
  standIns: {},
  rounds: 3,
};

const RESULTS: Results = {
  measures: [
    {
      name: "test",
      title: "A race",
      date: "2026-11-23",
      conditions,
      figures: [
        { name: "time", unit: "s" },
        { name: "rate", unit: "per second and core", moreIsBetter: true },
      ],
      goals: [
        { figure: "time", against: "theirs", ratio: 0.5 },
        { figure: "rate", against: "theirs", ratio: 1.5 },
        { figure: "time", against: "absent", ratio: 0.5 },
      ],
      contenders: [
        { contender: "ours", samples: [1, 2, 3].map((time) => ({ time, rate: 10 })) },
        { contender: "theirs", samples: [4, 4, 5].map((time) => ({ time, rate: 8 })) },
        { contender: "absent", missing: "a program", samples: [] },
      ],
    },
  ],
};

it("lists medians, spreads and contenders that were not measured", () => {
  const text = markdown(RESULTS);
  expect(text).toContain("| time | 2 s (1–3) | 4 s (4–5) |");
  expect(text).toContain("- Not measured here: absent, because a program is missing.");
});

it("lists goals, and whether each is met", () => {
  expect(goalsMet(RESULTS).split("\n")).toEqual([
    "### A race",
    "",
    "- time, against theirs: at most 0.5 x: **0.5 x** (0.25–0.6), met",
    "- rate, against theirs: at least 1.5 x: **1.25 x** (1.25–1.25), not met",
    "- time, against absent: at most 0.5 x: not measured",
  ]);
});

it("keeps what other runs have measured, and says of each when and on what", () => {
  const [race] = RESULTS.measures;
  if (race === undefined) throw new Error("There is no measure.");
  const measuredAs = (name: string, date: string, on: Conditions = conditions): Results => ({
    measures: [{ ...race, name, date, conditions: on }],
  });
  const told = (results: Results) => results.measures.map(({ name, date }) => `${name} ${date}`);
  const both = merged(measuredAs("b", "2026-11-22"), measuredAs("a", "2026-11-23"), ["a", "b"]);
  expect(told(both)).toEqual(["a 2026-11-23", "b 2026-11-22"]);
  const other = { ...conditions, images: ["two:2"], standIns: { "two:2": "a stub" } };
  const later = merged(both, measuredAs("b", "2026-11-24", other), ["a", "b"]);
  expect(told(later)).toEqual(["a 2026-11-23", "b 2026-11-24"]);
  const text = markdown(later);
  expect(text.match(/\*\*Machine \d\*\*/g)).toEqual(["**Machine 1**", "**Machine 2**"]);
  expect(text).toContain("Measured on 2026-11-23, on machine 1.");
  expect(text).toContain("Measured on 2026-11-24, on machine 2.");
  expect(text).toContain("- `two:2`: a stub");
  expect(markdown(both)).not.toContain("**Machine 2**");
});

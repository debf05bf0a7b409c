import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { type Job, runInLanes } from "../../../scripts/suite/lanes";

const job = (file: string, more: Partial<Job> = {}): Job => ({
  file,
  seconds: 1,
  alone: false,
  apart: [],
  optional: false,
  ...more,
});

/** Runs jobs of a moment each; which ran beside which, in the order in which they began. */
async function observed(jobs: readonly Job[], hasTime: (job: Job) => boolean = () => true) {
  const running = new Set<string>();
  const began: string[] = [];
  const neighbours = new Map<string, Set<string>>(jobs.map(({ file }) => [file, new Set()]));
  const run = async (file: string) => {
    began.push(file);
    for (const other of running) {
      neighbours.get(file)?.add(other);
      neighbours.get(other)?.add(file);
    }
    running.add(file);
    await sleep(5);
    running.delete(file);
  };
  const late = await runInLanes(jobs, 2, run, hasTime);
  const most = Math.max(...[...neighbours.values()].map(({ size }) => size));
  return { began, neighbours, late, most };
}

it("runs every job once, the main path first, the longest first", async () => {
  const jobs = [
    job("short"),
    job("due", { seconds: 9, optional: true }),
    job("long", { seconds: 3 }),
    job("alone", { seconds: 99, alone: true }),
  ];
  const { began, late } = await observed(jobs);
  expect(began).toEqual(["long", "short", "due", "alone"]);
  expect(late).toEqual([]);
});

it("runs two side by side, and what has to be alone after both lanes have ended", async () => {
  const jobs = [job("a"), job("b"), job("c"), job("x", { alone: true }), job("y", { alone: true })];
  const { neighbours } = await observed(jobs);
  expect(neighbours.get("a")).toContain("b");
  for (const alone of ["x", "y"]) expect([...(neighbours.get(alone) ?? [])]).toEqual([]);
});

it("never runs those side by side that have to be apart, and leaves no lane idle for it", async () => {
  const jobs = [job("a", { apart: ["b"] }), job("b", { apart: ["a"] }), job("c")];
  const { neighbours, began } = await observed(jobs);
  expect(began).toEqual(["a", "c", "b"]);
  expect(neighbours.get("a")).not.toContain("b");
});

it("waits where everything left has to be apart from what runs", async () => {
  const { began, most } = await observed([job("a", { apart: ["b"] }), job("b", { apart: ["a"] })]);
  expect(began).toEqual(["a", "b"]);
  expect(most).toBe(0);
});

it("begins nothing optional for which there is no time, and says so", async () => {
  const jobs = [job("needed"), job("fits", { optional: true }), job("late", { optional: true })];
  const { began, late } = await observed(jobs, ({ file }) => file === "fits");
  expect(began).toEqual(["needed", "fits"]);
  expect(late).toEqual(["late"]);
});

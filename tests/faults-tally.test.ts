import { expect, it } from "vitest";
import { sum, tally } from "./e2e/faults/count/tally";

const FAULT_AT = 10_000;

it("distinguishes lost items from items that were never accepted, and from duplicates", () => {
  const acknowledged = new Map([
    [1, 7000],
    [2, 8500],
    [3, 9000],
  ]);
  // 2 is lost. 3 is stored twice, which does not make up for it. 4 was not acknowledged, but is stored. 5 is missing.
  const one = tally({ offered: 5, acknowledged }, [1, 3, 3, 4], [120, undefined, 80], FAULT_AT);
  expect(one).toEqual({
    offered: 5,
    acknowledged: 3,
    lost: 1,
    oldestLostMs: 1500,
    missing: 2,
    duplicated: 1,
    longestMs: 120,
  });
});

it("adds up senders, and keeps the longest times", () => {
  const a = tally({ offered: 1, acknowledged: new Map([[1, 9000]]) }, [], [], FAULT_AT);
  const b = tally({ offered: 1, acknowledged: new Map([[1, 9500]]) }, [1], [300], FAULT_AT);
  expect(sum([a, b])).toMatchObject({ offered: 2, lost: 1, oldestLostMs: 1000, longestMs: 300 });
});

import { describe, expect, it } from "vitest";
import { median, quantile, ratioOf } from "../../bench/statistics";

describe("median", () => {
  it.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 2, 10], 3],
  ])("of %j is %d", (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it("is refused of nothing", () => {
    expect(() => median([])).toThrow(/median of nothing/);
  });
});

it("a quantile is a value that was seen", () => {
  const values = Array.from({ length: 200 }, (_, i) => 200 - i);
  expect([quantile(values, 0.5), quantile(values, 0.99), quantile(values, 1)]).toEqual([
    100, 198, 200,
  ]);
  expect(quantile([7], 0)).toBe(7);
});

it("a ratio is that of the medians, between the least and the most of any round", () => {
  expect(ratioOf([1, 2, 3], [4, 4, 4])).toEqual({ ratio: 0.5, from: 0.25, to: 0.75 });
});

import { describe, expect, it } from "vitest";
import { windowOf } from "../../bench/measures/agents";

const ask = () => Promise.resolve("");

describe("the window of an agent", () => {
  it.each([
    { of: "one that is asked as often as ours", agent: { everyMs: 15_000, ask }, times: 1 },
    { of: "one that is asked each minute", agent: { everyMs: 60_000, ask }, times: 1 },
    { of: "one that reads by itself", agent: { everyMs: 10_000 }, times: 2 },
    { of: "one that reads each second", agent: { everyMs: 1000 }, times: 15 },
  ])("has whole intervals of $of", ({ agent, times }) => {
    expect(windowOf(agent, false)).toEqual({ everyMs: agent.everyMs, times });
  });

  it("is shorter in a short run, but not than the interval of one that reads by itself", () => {
    expect(windowOf({ everyMs: 60_000, ask }, true)).toEqual({ everyMs: 12_000, times: 1 });
    expect(windowOf({ everyMs: 10_000 }, true)).toEqual({ everyMs: 10_000, times: 1 });
  });
});

import { describe, expect, it } from "vitest";
import { run, type Contender, type Measure, type Scale } from "../../bench/measure";

const SCALE: Scale = { quick: false, rounds: 3 };

function measureOf(contenders: readonly Contender[], more: Partial<Measure> = {}): Measure {
  return {
    name: "test",
    title: "A test",
    figures: [{ name: "time", unit: "s" }],
    goals: [],
    contenders: () => contenders,
    ...more,
  };
}

describe("a run", () => {
  function recorded() {
    const done: string[] = [];
    const contender = (name: string): Contender => ({
      name,
      begin: () => Promise.resolve(void done.push(`begin ${name}`)),
      end: () => Promise.resolve(void done.push(`end ${name}`)),
      sample: () => Promise.resolve({ time: done.push(name) }),
    });
    return { done, contender };
  }

  it("lets the contenders take turns, in the opposite order each time", async () => {
    const { done, contender } = recorded();
    const found = await run(measureOf([contender("a"), contender("b")]), SCALE, () => undefined);
    expect(done.join(" ")).toBe("begin a begin b a b b a a b end b end a");
    expect(found.map(({ samples }) => samples.length)).toEqual([3, 3]);
  });

  it("takes one after the other where they are measured apart", async () => {
    const { done, contender } = recorded();
    const measure = measureOf([contender("a"), contender("b")], { apart: true });
    await run(measure, SCALE, () => undefined);
    expect(done.join(" ")).toBe("begin a a a a end a begin b b b b end b");
  });

  it("ends in good order where it is stopped", async () => {
    const { done, contender } = recorded();
    const stop = new AbortController();
    const measure = measureOf([contender("a"), contender("b")], {
      end: () => Promise.resolve(void done.push("end of all")),
    });
    const told = (text: string) => {
      if (text.includes("b:")) stop.abort(new Error("Stopped."));
    };
    await expect(run(measure, SCALE, told, stop.signal)).rejects.toThrow("Stopped.");
    expect(done.join(" ")).toBe("begin a begin b a b b end b end a end of all");
  });

  it("names those that cannot be measured, and leaves them alone", async () => {
    const { done, contender } = recorded();
    const absent = { ...contender("b"), missing: "a program" };
    const found = await run(measureOf([contender("a"), absent]), SCALE, () => undefined);
    expect(found[1]).toEqual({ contender: "b", missing: "a program", samples: [] });
    expect(done.join(" ")).not.toContain("b ");
  });

  it("clears up after one that fails", async () => {
    const { done, contender } = recorded();
    const failing = { ...contender("b"), begin: () => Promise.reject(new Error("no port")) };
    const measure = measureOf([contender("a"), failing, contender("c")], {
      end: () => Promise.resolve(void done.push("end of all")),
    });
    await expect(run(measure, SCALE, () => undefined)).rejects.toThrow("no port");
    expect(done.join(" ")).toBe("begin a end b end a end of all");
  });
});

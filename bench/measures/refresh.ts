import { Crowd } from "../crowd";
import type { Measure } from "../measure";
import { RunningStack } from "../running-stack";

const MOST = 300;
const LEAST = 10;

/** The same preview on hosts with few and many containers that are none of the stack's. */
export function refresh(): Measure {
  const crowd = new Crowd();
  let runs: RunningStack;
  return {
    name: "refresh",
    title: "Preview with refresh beside other containers",
    figures: [{ name: "preview", unit: "s" }],
    goals: [{ figure: "preview", against: beside(LEAST), ratio: 1.3 }],
    apart: true,
    begin: async () => {
      runs = await RunningStack.shared();
    },
    end: () => crowd.remove(),
    contenders: ({ quick }) =>
      (quick ? [MOST, LEAST] : [MOST, 100, LEAST]).map((count) => ({
        name: beside(count),
        begin: () => crowd.become(quick ? Math.min(count, 2 * LEAST) : count),
        sample: async () => ({ preview: await runs.timed("preview", ["--refresh"]) }),
      })),
  };
}

function beside(count: number): string {
  return `${count} others`;
}

import type { Probes } from "../compose/compose";
import { OwnPipeline } from "../compose/own";
import { missingCompose } from "../compose/project";
import type { Contender, Measure, Sample } from "../measure";
import { PHASES, phasesOf } from "../phases";
import { portsFrom } from "../../testing/e2e/ports";
import { addressesAt } from "../ports";
import { arrivals } from "../queryable";
import { RunningStack } from "../running-stack";

const NAME = "bench-ready";
const FIRST_PORT = 25_100;
const OURS = "this project";
const STOCK = "Compose, stock probes";
const TUNED = "Compose, tuned probes";

/** From a host that has nothing but the images to the first answers of all stores. */
export const ready: Measure = {
  name: "ready",
  title: "From an empty host to the first trace, log record and container series",
  figures: [
    ...PHASES,
    { name: "command returns", unit: "s" },
    { name: "trace", unit: "s" },
    { name: "log record", unit: "s" },
    { name: "container series", unit: "s" },
    { name: "all of them", unit: "s" },
  ],
  goals: [
    { figure: "all of them", against: STOCK, ratio: 0.33 },
    { figure: "all of them", against: TUNED, ratio: 1.2 },
  ],
  contenders: ({ quick }) => [
    ours(),
    // A minute of waiting, for nothing that the tuned one would not show.
    ...(quick ? [] : [compose(STOCK, "stock")]),
    compose(TUNED, "tuned"),
  ],
};

function ours(): Contender {
  let runs: RunningStack;
  return {
    name: OURS,
    begin: async () => {
      runs = await RunningStack.made(NAME, FIRST_PORT);
    },
    end: () => runs.down(),
    sample: async () => {
      let phases: Sample = {};
      const up = async () => {
        const { lines, seconds } = await runs.followed("up", ["--yes", "--skip-preview"]);
        phases = phasesOf(lines, seconds);
      };
      const sample = { ...(await sampleOf(up, runs.stack.container("prometheus"))), ...phases };
      await runs.down();
      return sample;
    },
  };
}

function compose(name: string, probes: Probes): Contender {
  const project = `bench-${probes}`;
  let stack: OwnPipeline;
  const missing = missingCompose();
  return {
    name,
    ...(missing === undefined ? {} : { missing }),
    begin: async () => {
      stack = new OwnPipeline(project, probes);
      await stack.write(portsFrom(FIRST_PORT));
    },
    end: () => stack.remove(),
    sample: async () => {
      const sample = await sampleOf(() => stack.up(), `${project}-prometheus`);
      await stack.down();
      return sample;
    },
  };
}

async function sampleOf(bringUp: () => Promise<unknown>, container: string): Promise<Sample> {
  const began = performance.now();
  await bringUp();
  const returned = performance.now();
  const { trace, log, series } = await arrivals(addressesAt(FIRST_PORT), container);
  const since = (at: number) => (at - began) / 1000;
  return {
    "command returns": since(returned),
    trace: since(trace),
    "log record": since(log),
    "container series": since(series),
    "all of them": since(Math.max(trace, log, series)),
  };
}

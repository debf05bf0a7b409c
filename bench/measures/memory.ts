import { setTimeout as sleep } from "node:timers/promises";
import type { Measure, Sample } from "../measure";
import { RunningStack } from "../running-stack";
import { Crowd, FEW } from "../crowd";
import { missingCompose } from "../compose/project";
import { StockPipeline } from "../stock/pipeline";
import { workingSetBytes } from "../usage";

const NAME = "bench-memory";
const STOCK = "stock settings";
const MIB = 2 ** 20;
/** Between two rounds, and before the first: caches fill, first blocks are cut. */
const REST_MS = 30_000;

/** What the pipeline holds in memory while it watches so many idle containers, and nothing is sent to it. */
export function memory(count: number): Measure {
  const crowd = new Crowd();
  const services = StockPipeline.services;
  const sampleOf = (container: (service: string) => string): Sample => {
    const each = services.map((name): [string, number] => [
      name,
      workingSetBytes(container(name)) / MIB,
    ]);
    return {
      ...Object.fromEntries(each),
      "all of them": each.reduce((sum, [, mib]) => sum + mib, 0),
    };
  };
  return {
    name: `memory-${count}`,
    title: `Memory of the idle pipeline beside ${count} idle containers`,
    figures: [...services, "all of them"].map((name) => ({ name, unit: "MiB" as const })),
    goals: [{ figure: "all of them", against: STOCK, ratio: 0.5 }],
    begin: ({ quick }) => crowd.become(quick ? Math.min(count, FEW) : count),
    end: () => crowd.remove(),
    contenders: ({ quick }) => {
      const missing = missingCompose();
      const rest = () => sleep(quick ? REST_MS / 30 : REST_MS);
      let ours: RunningStack;
      let stock: StockPipeline;
      return [
        {
          name: "this project",
          begin: async () => {
            ours = await (quick ? RunningStack.shared() : RunningStack.up(NAME, 25_400));
          },
          end: async () => {
            if (!quick) await ours.down();
          },
          sample: async () => {
            await rest();
            return sampleOf((service) => ours.stack.container(service));
          },
        },
        {
          name: STOCK,
          ...(missing === undefined ? {} : { missing }),
          begin: async () => {
            stock = new StockPipeline("bench-stock", 25_410);
            await stock.up();
          },
          end: () => stock.remove(),
          sample: () => Promise.resolve(sampleOf((service) => stock.container(service))),
        },
      ];
    },
  };
}

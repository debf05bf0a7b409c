import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../../testing/e2e/stores";
import { BATCH, payloads, SIGNALS, type Signal } from "../load/payloads";
import { sendAllOf } from "../load/send";
import { storedCount } from "../load/stored";
import type { Measure, Sample, Scale } from "../measure";
import { addressesAt } from "../ports";
import type { Addresses } from "../queryable";
import { RunningStack } from "../running-stack";
import { StockCollector } from "../stock/collector";
import { cpuSeconds } from "../usage";

const STOCK_AT = 25_500;
const STOCK = "the Collector's stock configuration";
/** Requests of one signal in a round. */
const BATCHES = 100;
const ANSWERS_WITHIN_MS = 1000;
/** The rates that vendors size a Collector by. */
const LEAST: Readonly<Record<Signal, number>> = {
  spans: 15_000,
  "metric points": 20_000,
  "log records": 10_000,
};

/** Items that get into the stores for a second of the gateway's CPU time. */
export function ingest(): Measure {
  let runs: RunningStack;
  let sent = 0;
  const sampleOf = async (
    endpoint: string,
    container: string,
    { quick }: Scale,
  ): Promise<Sample> => {
    const sample: Record<string, number> = {};
    for (const signal of SIGNALS) {
      const service = `bench-ingest-${++sent}`;
      const bodies = await payloads(signal, service, quick ? BATCHES / 10 : BATCHES);
      sample[signal] = await perCpuSecond(
        addressesAt(runs.firstPort),
        endpoint,
        container,
        signal,
        service,
        bodies,
      );
    }
    return sample;
  };
  return {
    name: "ingest",
    title: "Items stored for a second of the gateway's CPU time, none lost",
    figures: SIGNALS.map((name) => ({ name, unit: "per second and core", moreIsBetter: true })),
    goals: SIGNALS.map((figure) => ({ figure, against: STOCK, ratio: 1.5 })),
    least: LEAST,
    begin: async () => {
      runs = await RunningStack.shared();
    },
    contenders: (scale) => {
      const stock = new StockCollector(STOCK_AT);
      return [
        {
          name: "this project",
          sample: () =>
            sampleOf(addressesAt(runs.firstPort).otlp, runs.stack.container("collector"), scale),
        },
        {
          name: STOCK,
          begin: async () => {
            stock.start(runs.stack.container("").replace(/-$/, ""));
            await eventually("the stock Collector", async () => {
              // A connection that is reset before the program listens is never answered.
              await fetch(stock.endpoint, { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
              return true;
            });
          },
          end: () => {
            stock.remove();
            return Promise.resolve();
          },
          sample: () => sampleOf(stock.endpoint, stock.container, scale),
        },
      ];
    },
  };
}

async function perCpuSecond(
  stores: Addresses,
  endpoint: string,
  container: string,
  signal: Signal,
  service: string,
  bodies: readonly Uint8Array[],
): Promise<number> {
  const stored = await storedCount(stores, signal, service);
  const used = cpuSeconds(container);
  const wanted = stored + bodies.length * BATCH;
  await sendAllOf(endpoint, signal, bodies);
  await eventually(`${wanted} ${signal} in the store`, async () =>
    (await storedCount(stores, signal, service)) >= wanted ? true : undefined,
  );
  // What it still has to note about what is delivered belongs to it, too.
  await sleep(1000);
  return (bodies.length * BATCH) / (cpuSeconds(container) - used);
}

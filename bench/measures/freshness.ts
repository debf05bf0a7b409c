import { setTimeout as sleep } from "node:timers/promises";
import { eventually, getJson, logql, promql, sendAll, traceql } from "../../testing/e2e/stores";
import { missingCompose } from "../compose/project";
import type { Measure, Sample } from "../measure";
import { addressesAt } from "../ports";
import { whenSeen, type Addresses } from "../queryable";
import { RunningStack } from "../running-stack";
import { quantile } from "../statistics";
import { StockPipeline } from "../stock/pipeline";

const STOCK_AT = 25_600;
const STOCK = "stock settings";
const MARKS = 100;
const EVERY_MS = 100;
const LOOK_EVERY_MS = 25;
const GIVE_UP_SECONDS = 60;
const FIGURES = ["trace by id", "trace by search", "log record", "metric point"] as const;

/** From the moment an item is sent to the first query that gives it: the 99th of a hundred. */
export function freshness(): Measure {
  let ours: RunningStack;
  const missing = missingCompose();
  return {
    name: "freshness",
    title: "From sent to queryable, 99th percentile",
    figures: FIGURES.map((name) => ({ name, unit: "s" })),
    goals: FIGURES.map((figure) => ({ figure, against: STOCK, ratio: 0.5 })),
    contenders: ({ quick }) => {
      let stock: StockPipeline;
      const marks = quick ? MARKS / 10 : MARKS;
      return [
        {
          name: "this project",
          begin: async () => {
            ours = await RunningStack.shared();
          },
          sample: () => sampleOf(addressesAt(ours.firstPort), marks),
        },
        {
          name: STOCK,
          ...(missing === undefined ? {} : { missing }),
          begin: async () => {
            stock = new StockPipeline("bench-stock", STOCK_AT);
            await stock.up();
            // Without a health check nothing tells when it takes telemetry. A short run does not mind what its start adds.
            if (!quick) await sampleOf(addressesAt(STOCK_AT), 1);
          },
          end: () => stock.remove(),
          sample: () => sampleOf(addressesAt(STOCK_AT), marks),
        },
      ];
    },
  };
}

async function sampleOf(addresses: Addresses, marks: number): Promise<Sample> {
  const delays: Record<string, number[]> = {};
  const followed: Promise<void>[] = [];
  for (let i = 0; i < marks; i++) {
    followed.push(
      follow(addresses).then((found) => {
        for (const [figure, delay] of Object.entries(found)) (delays[figure] ??= []).push(delay);
      }),
    );
    await sleep(EVERY_MS);
  }
  await Promise.all(followed);
  return Object.fromEntries(
    Object.entries(delays).map(([figure, values]) => [figure, quantile(values, 0.99)]),
  );
}

async function follow(addresses: Addresses): Promise<Record<(typeof FIGURES)[number], number>> {
  const { otlp, tempo, loki, prometheus } = addresses;
  const mark = `bench_${Math.random().toString(36).slice(2)}`;
  const began = performance.now();
  const { traceId } = await eventually(
    "a receiver that takes telemetry",
    () => sendAll(otlp, { "service.name": mark }, mark),
    GIVE_UP_SECONDS,
    LOOK_EVERY_MS,
  );
  const [byId, bySearch, record, point] = await Promise.all([
    whenSeen(async () => [await getJson(tempo, `/api/v2/traces/${traceId}`)]),
    whenSeen(() => traceql(tempo, `{resource.service.name="${mark}"}`)),
    whenSeen(() => logql(loki, `{service_name="${mark}"}`)),
    whenSeen(() => promql(prometheus, mark)),
  ]);
  const since = (at: number) => (at - began) / 1000;
  return {
    "trace by id": since(byId),
    "trace by search": since(bySearch),
    "log record": since(record),
    "metric point": since(point),
  };
}

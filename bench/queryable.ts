import { setTimeout as sleep } from "node:timers/promises";
import { getJson, logql, promql, sendAll } from "../tests/e2e/support/stores";

/** Where a running pipeline is reached. */
export interface Addresses {
  readonly otlp: string;
  readonly tempo: string;
  readonly loki: string;
  readonly prometheus: string;
}

const LOOK_EVERY_MS = 25;
const GIVE_UP_MS = 300_000;

export interface Arrivals {
  readonly trace: number;
  readonly log: number;
  readonly series: number;
}

/**
 * Sends a span and a log record, and waits until a query gives each, and the CPU series of a container. Resolves to the
 * times, by `performance.now()`.
 */
export async function arrivals(addresses: Addresses, container: string): Promise<Arrivals> {
  const { otlp, tempo, loki, prometheus } = addresses;
  const mark = `bench_${Date.now()}`;
  const { traceId } = await sendAll(otlp, { "service.name": mark }, mark);
  const [trace, log, series] = await Promise.all([
    whenSeen(async () => [await getJson(tempo, `/api/v2/traces/${traceId}`)]),
    whenSeen(() => logql(loki, `{service_name="${mark}"}`)),
    whenSeen(() =>
      promql(prometheus, `container_cpu_usage_seconds_total{container_name="${container}"}`),
    ),
  ]);
  return { trace, log, series };
}

/** When a query gave something for the first time, by `performance.now()`. An answer that is a failure counts as none. */
export async function whenSeen(query: () => Promise<readonly unknown[]>): Promise<number> {
  const end = performance.now() + GIVE_UP_MS;
  let last: unknown = "nothing";
  while (performance.now() < end) {
    try {
      const found = await query();
      if (found.length > 0) return performance.now();
    } catch (error) {
      last = error;
    }
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error(`A query gave nothing within ${GIVE_UP_MS / 1000} s: ${String(last)}`);
}

import { eventually, getJson, logql, promql, sendAll } from "../testing/e2e/stores";

/** Where a running pipeline is reached. */
export interface Addresses {
  readonly otlp: string;
  readonly tempo: string;
  readonly loki: string;
  readonly prometheus: string;
}

const LOOK_EVERY_MS = 25;
const GIVE_UP_SECONDS = 300;

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
export function whenSeen(query: () => Promise<readonly unknown[]>): Promise<number> {
  const attempt = async () => ((await query()).length > 0 ? performance.now() : undefined);
  return eventually("an answer to a query", attempt, GIVE_UP_SECONDS, LOOK_EVERY_MS);
}

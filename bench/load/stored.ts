import { gauge } from "../../components/engine/gauges";
import { getJson, getText, promql, type Series } from "../../testing/e2e/stores";
import type { Addresses } from "../queryable";
import type { Signal } from "./payloads";

/** How many items of a service its store has. Tempo tells only of all that it has taken: nothing else may send spans. */
export async function storedCount(
  { tempo, loki, prometheus }: Addresses,
  signal: Signal,
  service: string,
): Promise<number> {
  switch (signal) {
    case "spans":
      return (
        gauge(await getText(tempo, "/metrics"), "tempo_distributor_spans_received_total")?.value ??
        0
      );
    case "log records":
      return sumOf(await logCount(loki, `sum(count_over_time({service_name="${service}"}[1h]))`));
    case "metric points":
      return sumOf(
        await promql(
          prometheus,
          `sum(count_over_time(bench_requests_total{service_name="${service}"}[1h]))`,
        ),
      );
  }
}

async function logCount(loki: string, query: string): Promise<Series[]> {
  const answer = await getJson<{ data: { result: Series[] } }>(loki, "/loki/api/v1/query", {
    query,
  });
  return answer.data.result;
}

function sumOf([found]: readonly Series[]): number {
  return Number(found?.value?.[1] ?? 0);
}

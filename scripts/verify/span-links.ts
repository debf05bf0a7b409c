import { labels } from "../../components/settings/labels";
import { blocked, containerMetricsService, runs, type Context } from "./context";
import type { Check } from "./rows";

interface TempoSource {
  jsonData: {
    tracesToMetrics?: { queries: { name: string; query: string }[] };
    tracesToLogsV2?: { query: string };
  };
}
interface Results {
  data: { result: unknown[] };
}

/** Whether the stores take the queries behind a span's links, and have something of the span that was sent. */
export function spanLinkChecks(context: Context): Check[] {
  const { probe, stores, outputs, grafana, stack } = context;
  if (probe === undefined || !runs(context, "grafana")) return [];
  const source = () =>
    stores.json<TempoSource>(
      "grafana",
      `/api/datasources/uid/${outputs.dataSourceUids.tempo}`,
      {},
      grafana.headers,
    );
  const fix = `npm run up -- --stack ${stack} provisions the links anew; docker logs tells what a store has against the query`;
  const checks: Check[] = [
    {
      check: "Span to container metrics",
      asked: `tracesToMetrics, for ${labels.containerId}="${probe.containerId}"`,
      fix,
      skip: blocked(context, "grafana", "prometheus", containerMetricsService(context)),
      attempt: async () => {
        const { queries = [] } = (await source()).jsonData.tracesToMetrics ?? {};
        const tags = `${labels.containerId}="${probe.containerId}"`;
        const answers = await Promise.all(
          queries.map(async ({ query }) => {
            const expression = query.replace("$__tags", tags);
            return stores.json<Results>("prometheus", "/api/v1/query", { query: expression });
          }),
        );
        // A rate needs two scrapes, so that a container of some seconds has only its gauges.
        const found = answers.filter(({ data }) => data.result.length > 0).length;
        if (found === 0) throw new Error(`none of ${queries.length} queries finds the container`);
        return `${queries.length} queries are taken, ${found} of them find a container this young`;
      },
    },
    {
      check: "Span to logs",
      asked: `tracesToLogsV2, for trace ${probe.traceId}`,
      fix,
      skip: blocked(context, "grafana", "loki", "collector"),
      attempt: async () => {
        const { query = "" } = (await source()).jsonData.tracesToLogsV2 ?? {};
        const { data } = await stores.json<Results>("loki", "/loki/api/v1/query_range", {
          query: query.replace("${__trace.traceId}", probe.traceId),
          since: "1h",
        });
        if (data.result.length === 0)
          throw new Error("it does not find the log record that was sent");
        return "finds the log record";
      },
    },
  ];
  return outputs.signals.containerMetrics ? checks : checks.slice(1);
}

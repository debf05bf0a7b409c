import { blocked, runs, type Context } from "./context";
import type { Check } from "./rows";

interface TempoSource {
  jsonData: {
    tracesToLogsV2?: { query: string };
  };
}
interface Page {
  dashboard: { title: string; templating: { list: { name: string }[] } };
}
interface Results {
  data: { result: unknown[] };
}

/** What a span's links open, and the variables that they set. */
const PAGE = "container";
const VARIABLES = ["of", "container"];

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
  const fix = `npm run up -- --stack ${stack} provisions the links again; docker logs of the store shows why it rejects the query`;
  const checks: Check[] = [
    {
      check: "Span to its container",
      asked: `the dashboard ${PAGE}, by its variables ${VARIABLES.join(" and ")}`,
      fix,
      skip: blocked(context, "grafana"),
      attempt: async () => {
        const { dashboard } = await stores.json<Page>(
          "grafana",
          `/api/dashboards/uid/${PAGE}`,
          {},
          grafana.headers,
        );
        const names = dashboard.templating.list.map(({ name }) => name);
        const missing = VARIABLES.filter((name) => !names.includes(name));
        if (missing.length > 0) throw new Error(`it has no variable ${missing.join(" and ")}`);
        return `"${dashboard.title}" takes them`;
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
  // Without container metrics, containers have no page.
  return outputs.signals.containerMetrics ? checks : checks.slice(1);
}

import { logsNotCollected } from "../../components/settings/collected";
import { labels } from "../../components/settings/labels";
import { blocked, containerMetricsService, runs, type Context } from "./context";
import type { Check } from "./rows";
import { METRIC, type Probe } from "./sender";
import type { Store } from "./stores";

/** One query by which something is found again, and what it has to bring. */
interface Readback {
  readonly check: string;
  readonly store: Exclude<Store, "grafana">;
  readonly needs: readonly string[];
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly skip?: string;
  /** What was found, in words; throws where it is not what was sent. */
  readonly read: (answer: unknown) => string;
}

interface Streams {
  data: { result: { stream: Record<string, string>; values: [string, string][] }[] };
}
interface Vector {
  data: { result: { metric: Record<string, string> }[] };
}

/** Each signal that was sent, read back from its store, and once more the way Grafana reads it. */
export function signalChecks(context: Context): Check[] {
  const { probe, stores, outputs, grafana } = context;
  if (probe === undefined) return [];
  return readbacks(context, probe).flatMap((readback) => {
    const { check, store, needs, path, query, read } = readback;
    const asked = `${path} ${query["query"] ?? ""}`.trim();
    const skip = readback.skip ?? blocked(context, store, ...needs);
    const uid = outputs.dataSourceUids[store];
    const proxy = `/api/datasources/proxy/uid/${uid}${path}`;
    const direct: Check = {
      check,
      asked: `${stores.base(store)}${asked}`,
      fix: `docker logs ${outputs.namePrefix}-${needs[0] ?? store} shows whether it was rejected; the dashboard Pipeline health shows whether it is queued`,
      skip,
      attempt: async () => read(await stores.json(store, path, query)),
    };
    if (!runs(context, "grafana")) return [direct];
    const throughGrafana: Check = {
      check: `${check}, by Grafana`,
      asked: `${uid}: ${asked}`,
      fix: `docker logs ${outputs.namePrefix}-grafana shows why its data source "${uid}" does not reach ${store}`,
      skip: skip ?? blocked(context, "grafana") ?? grafana.cannot,
      attempt: async () => read(await stores.json("grafana", proxy, query, grafana.headers)),
    };
    return [direct, throughGrafana];
  });
}

function readbacks(context: Context, probe: Probe): Readback[] {
  const { outputs } = context;
  const { mark, traceId, containerName } = probe;
  const lines = (query: string) => ({ query, since: "1h", limit: "10" });
  const all: Readback[] = [
    {
      check: "Trace",
      store: "tempo",
      needs: ["collector"],
      path: `/api/traces/${traceId}`,
      query: {},
      read: (answer) => known(JSON.stringify(answer).includes(mark), probe, "the span"),
    },
    {
      check: "Log record",
      store: "loki",
      needs: ["collector"],
      path: "/loki/api/v1/query_range",
      query: lines(`{${labels.environment}=~".+"} | trace_id = "${traceId}"`),
      read: (answer) => line(answer as Streams, probe),
    },
    {
      check: "Metric",
      store: "prometheus",
      needs: ["collector"],
      path: "/api/v1/query",
      query: { query: `${METRIC}{mark="${mark}"}` },
      read: (answer) => identified((answer as Vector).data.result[0]?.metric, probe, "the sample"),
    },
  ];
  if (outputs.signals.containerLogs) {
    const told = { name: containerName, id: probe.containerId };
    const leftOut = logsNotCollected(told, outputs.signals) !== undefined;
    all.push({
      check: "Printed line",
      store: "loki",
      needs: ["agent", "collector"],
      path: "/loki/api/v1/query_range",
      query: lines(`{${labels.containerName}="${containerName}"} | log_iostream = "stdout"`),
      ...(leftOut ? { skip: "logInclude or logExclude leaves this container out" } : {}),
      read: (answer) => line(answer as Streams, probe),
    });
  }
  if (outputs.signals.containerMetrics) {
    all.push({
      check: "Container series",
      store: "prometheus",
      needs: [containerMetricsService(context)],
      path: "/api/v1/query",
      query: {
        query: `container_memory_working_set_bytes{${labels.containerName}="${containerName}"}`,
      },
      read: (answer) => identified((answer as Vector).data.result[0]?.metric, probe, "the series"),
    });
  }
  return all;
}

function known(found: boolean, { containerName }: Probe, what: string): string {
  if (!found) throw new Error(`${what} is not there`);
  return `${what}, of container ${containerName}`;
}

function line({ data }: Streams, probe: Probe): string {
  const stream = data.result.find(({ values }) =>
    values.some(([, text]) => text.includes(probe.mark)),
  );
  return identified(stream?.stream, probe, "the line");
}

/** On every signal the container has the same id and name. */
function identified(
  found: Readonly<Record<string, string>> | undefined,
  probe: Probe,
  what: string,
): string {
  if (found === undefined) throw new Error(`${what} is not there`);
  const [id, name] = [found[labels.containerId], found[labels.containerName]];
  if (id !== probe.containerId || name !== probe.containerName) {
    throw new Error(
      `${what} is of container ${name ?? "without a name"} (${id ?? "without an id"}), and was sent by ${probe.containerName} (${probe.containerId})`,
    );
  }
  return `${what}, of container ${name}`;
}

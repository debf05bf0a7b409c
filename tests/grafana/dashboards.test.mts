import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, it } from "vitest";
import { dashboards } from "../../components/grafana/dashboards/index.js";
import { buildDataSources } from "../../components/grafana/datasources.js";

interface Panel {
  type: string;
  title: string;
  description?: string;
  fieldConfig?: { defaults?: { unit?: string } };
  targets?: { expr: string; refId: string; legendFormat?: string }[];
  options?: { legend?: { showLegend: boolean } };
}

const boards = dashboards().map((board) => ({
  uid: board.uid ?? "",
  title: board.title ?? "",
  panels: (board.panels ?? []) as unknown as Panel[],
}));

/** Positions at which the PromQL grammar finds no way on. Grafana's own variables are replaced first. */
function syntaxErrors(expr: string): number[] {
  const plain = expr
    .replaceAll("$$__tags", 'a="b"')
    .replaceAll(/\$__\w+/g, "5m")
    .replaceAll(/\$\w+/g, ".*");
  const found: number[] = [];
  parser.parse(plain).iterate({
    enter: ({ type, from }) => {
      if (type.isError) found.push(from);
    },
  });
  return found;
}

describe("dashboards", () => {
  it("are known by these uids", () => {
    expect(boards.map(({ uid, title }) => [uid, title])).toEqual([["containers", "Containers"]]);
  });

  it("show CPU, memory against limit, network, disk I/O and the running count", () => {
    const [containers] = boards;
    expect(containers?.panels.map(({ title }) => title)).toEqual([
      "Running containers",
      "CPU used",
      "Memory used",
      "CPU",
      "Memory",
      "Memory against limit",
      "Network",
      "Disk reads",
      "Disk writes",
    ]);
  });

  it.each(
    boards.flatMap(({ uid, panels }) => panels.map((panel) => [uid, panel.title, panel] as const)),
  )("%s: %s has a description, a unit, a legend and queries that parse", (_uid, _title, panel) => {
    expect(panel.description).toMatch(/\.$/);
    expect(panel.fieldConfig?.defaults?.unit).toBeTruthy();
    if (panel.type === "timeseries") expect(panel.options?.legend?.showLegend).toBe(true);
    expect(panel.targets?.length).toBeGreaterThan(0);
    for (const { expr, legendFormat } of panel.targets ?? []) {
      expect(syntaxErrors(expr), expr).toEqual([]);
      expect(legendFormat).toBeTruthy();
    }
  });

  it("the parser refuses what is no PromQL", () => {
    expect(syntaxErrors("sum(rate(up[5m])")).not.toEqual([]);
  });
});

describe("data sources", () => {
  const { datasources } = buildDataSources({
    prometheusUrl: "http://prometheus:9090",
    lokiUrl: "http://loki:3100",
    tempoUrl: "http://tempo:3200",
    scrapeInterval: "15s",
  });
  const of = (uid: string) =>
    datasources.find((source) => source.uid === uid)?.jsonData as Record<string, unknown>;

  it("link an exemplar to its trace", () => {
    expect(of("prometheus")["exemplarTraceIdDestinations"]).toEqual([
      { name: "trace_id", datasourceUid: "tempo", urlDisplayLabel: "Open trace" },
      { name: "traceID", datasourceUid: "tempo", urlDisplayLabel: "Open trace" },
    ]);
  });

  it("link a log line to its trace", () => {
    expect(of("loki")["derivedFields"]).toMatchObject([
      { matcherType: "label", matcherRegex: "trace_id", datasourceUid: "tempo" },
    ]);
  });

  it("link a span to its logs, its container's metrics and the service map", () => {
    expect(of("tempo")).toMatchObject({
      tracesToLogsV2: {
        datasourceUid: "loki",
        query: '{deployment_environment_name=~".+"} | trace_id = "$${__trace.traceId}"',
      },
      tracesToMetrics: {
        datasourceUid: "prometheus",
        tags: [
          { key: "container.id", value: "container_id" },
          { key: "container.name", value: "container_name" },
        ],
      },
      serviceMap: { datasourceUid: "prometheus" },
      nodeGraph: { enabled: true },
    });
    const { queries } = of("tempo")["tracesToMetrics"] as { queries: { query: string }[] };
    for (const { query } of queries) expect(syntaxErrors(query), query).toEqual([]);
  });
});

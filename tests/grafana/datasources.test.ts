import { describe, expect, it } from "vitest";
import { buildDataSources } from "../../components/grafana/datasources";

const PLAIN = {
  prometheusTls: undefined,
  lokiTls: undefined,
  tempoTls: undefined,
  alertmanagerTls: undefined,
};

describe("data sources", () => {
  const { datasources } = buildDataSources({
    prometheusUrl: "http://prometheus:9090",
    lokiUrl: "http://loki:3100",
    tempoUrl: "http://tempo:3200",
    alertmanagerUrl: "http://alertmanager:9093",
    scrapeInterval: "15s",
    ...PLAIN,
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
  });

  it("lead from the alerts of Prometheus to the Alertmanager that silences them, where there is one", () => {
    expect(of("prometheus")).toMatchObject({ manageAlerts: true, alertmanagerUid: "alertmanager" });
    expect(datasources.find(({ uid }) => uid === "alertmanager")).toMatchObject({
      type: "alertmanager",
      url: "http://alertmanager:9093",
      jsonData: { implementation: "prometheus", handleGrafanaManagedAlerts: false },
    });
    const without = buildDataSources({
      prometheusUrl: "http://prometheus:9090",
      lokiUrl: "http://loki:3100",
      tempoUrl: "http://tempo:3200",
      alertmanagerUrl: "",
      scrapeInterval: "15s",
      ...PLAIN,
    }).datasources;
    expect(without.map(({ uid }) => uid)).toEqual(["prometheus", "loki", "tempo"]);
    expect(without[0]?.jsonData).not.toHaveProperty("alertmanagerUid");
  });
});

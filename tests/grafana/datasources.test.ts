import { describe, expect, it } from "vitest";
import { buildDataSources } from "../../components/services/grafana/datasources";

const TLS = {
  prometheusTls: undefined,
  lokiTls: undefined,
  tempoTls: undefined,
  alertmanagerTls: undefined,
};

const INPUT = {
  prometheusUrl: "http://prometheus:9090",
  lokiUrl: "http://loki:3100",
  tempoUrl: "http://tempo:3200",
  alertmanagerUrl: "http://alertmanager:9093",
  scrapeInterval: "15s",
  containerPage: true,
  ...TLS,
};

describe("data sources", () => {
  const { datasources } = buildDataSources(INPUT);
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

  it("link a span to its trace's logs and the service map", () => {
    expect(of("tempo")).toMatchObject({
      tracesToLogsV2: {
        datasourceUid: "loki",
        query: '{deployment_environment_name=~".+"} | trace_id = "$${__trace.traceId}"',
      },
      serviceMap: { datasourceUid: "prometheus" },
      nodeGraph: { enabled: true },
    });
    // Grafana would show it on every span, and without a container, its query would match all containers.
    expect(of("tempo")).not.toHaveProperty("tracesToMetrics");
  });

  it("link a span to its container's dashboard, if there is one", () => {
    const source = (containerPage: boolean) =>
      buildDataSources({ ...INPUT, containerPage }).datasources.find(({ uid }) => uid === "tempo");
    expect(source(true)?.correlations).toHaveLength(4);
    expect(source(false)).not.toHaveProperty("correlations");
  });

  it("link Prometheus' alerts to the Alertmanager that silences them, if there is one", () => {
    expect(of("prometheus")).toMatchObject({ manageAlerts: true, alertmanagerUid: "alertmanager" });
    expect(datasources.find(({ uid }) => uid === "alertmanager")).toMatchObject({
      type: "alertmanager",
      url: "http://alertmanager:9093",
      jsonData: { implementation: "prometheus", handleGrafanaManagedAlerts: false },
    });
    const without = buildDataSources({ ...INPUT, alertmanagerUrl: "" }).datasources;
    expect(without.map(({ uid }) => uid)).toEqual(["prometheus", "loki", "tempo"]);
    expect(without[0]?.jsonData).not.toHaveProperty("alertmanagerUid");
  });
});

import { describe, expect, it } from "vitest";
import { buildDataSources } from "../../components/grafana/datasources";

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
  });
});

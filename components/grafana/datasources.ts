import { dataSourceUids } from "../settings/labels";
import { alertmanagerSource } from "./alertmanager-source";
import { containerCorrelations, containerMetrics, traceLogs, type Correlation } from "./span-links";

/** A file of Grafana's data source provisioning. In it `$` begins a variable of Grafana's, `$$` is a dollar sign. */
export interface DataSourcesFile {
  apiVersion: 1;
  datasources: DataSource[];
}

export interface DataSource {
  name: string;
  uid: string;
  type: "prometheus" | "loki" | "tempo" | "alertmanager";
  access: "proxy";
  url: string;
  isDefault?: boolean;
  editable: false;
  jsonData: object;
  correlations?: Correlation[];
}

export interface DataSourcesInput {
  readonly prometheusUrl: string;
  readonly lokiUrl: string;
  readonly tempoUrl: string;
  /** Empty where there is none. */
  readonly alertmanagerUrl: string;
  readonly scrapeInterval: string;
}

/** Prometheus, Loki and Tempo, each with the links that lead from its data to the others'. */
export function buildDataSources(input: DataSourcesInput): DataSourcesFile {
  return {
    apiVersion: 1,
    datasources: [
      prometheus(input),
      loki(input),
      tempo(input),
      ...(input.alertmanagerUrl === "" ? [] : [alertmanagerSource(input.alertmanagerUrl)]),
    ],
  };
}

function prometheus({
  prometheusUrl,
  alertmanagerUrl,
  scrapeInterval,
}: DataSourcesInput): DataSource {
  return {
    name: "Prometheus",
    uid: dataSourceUids.prometheus,
    type: "prometheus",
    access: "proxy",
    url: prometheusUrl,
    isDefault: true,
    editable: false,
    jsonData: {
      httpMethod: "POST",
      prometheusType: "Prometheus",
      timeInterval: scrapeInterval,
      // Its alerts are among Grafana's, and lead to the Alertmanager that silences them.
      manageAlerts: true,
      ...(alertmanagerUrl === "" ? {} : { alertmanagerUid: dataSourceUids.alertmanager }),
      // SDKs name an exemplar's trace `trace_id`, Tempo's generator `traceID`.
      exemplarTraceIdDestinations: ["trace_id", "traceID"].map((name) => ({
        name,
        datasourceUid: dataSourceUids.tempo,
        urlDisplayLabel: "Open trace",
      })),
    },
  };
}

function loki({ lokiUrl }: DataSourcesInput): DataSource {
  return {
    name: "Loki",
    uid: dataSourceUids.loki,
    type: "loki",
    access: "proxy",
    url: lokiUrl,
    editable: false,
    jsonData: {
      maxLines: 1000,
      derivedFields: [
        {
          name: "Trace",
          matcherType: "label",
          matcherRegex: "trace_id",
          url: "$${__value.raw}",
          datasourceUid: dataSourceUids.tempo,
          urlDisplayLabel: "Open trace",
        },
      ],
    },
  };
}

function tempo({ tempoUrl }: DataSourcesInput): DataSource {
  return {
    name: "Tempo",
    uid: dataSourceUids.tempo,
    type: "tempo",
    access: "proxy",
    url: tempoUrl,
    editable: false,
    jsonData: {
      nodeGraph: { enabled: true },
      serviceMap: { datasourceUid: dataSourceUids.prometheus },
      streamingEnabled: { search: true, metrics: true },
      tracesToLogsV2: traceLogs(),
      tracesToMetrics: containerMetrics(),
    },
    correlations: containerCorrelations(),
  };
}

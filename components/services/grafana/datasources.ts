import { dataSourceUids } from "../../settings/labels";
import { tlsPaths, type Tls } from "../../settings/tls";
import { alertmanagerSource } from "./alertmanager-source";
import { containerCorrelations, traceLogs, type Correlation } from "./span-links";

/** A provisioning file with Grafana's data sources. In it, `$` starts a Grafana variable, and `$$` is a dollar sign. */
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
  secureJsonData?: Readonly<Record<string, string>>;
  correlations?: Correlation[];
}

export interface DataSourcesInput {
  readonly prometheusUrl: string;
  readonly lokiUrl: string;
  readonly tempoUrl: string;
  /** Empty: none. */
  readonly alertmanagerUrl: string;
  readonly prometheusTls: Tls | undefined;
  readonly lokiTls: Tls | undefined;
  readonly tempoTls: Tls | undefined;
  readonly alertmanagerTls: Tls | undefined;
  readonly scrapeInterval: string;
  /** Whether there is a container dashboard to which spans can link. */
  readonly containerPage: boolean;
}

/** Builds the data sources Prometheus, Loki and Tempo, each with links from its data to the other two. */
export function buildDataSources(input: DataSourcesInput): DataSourcesFile {
  return {
    apiVersion: 1,
    datasources: [
      withClientTls(input.prometheusTls, prometheus(input)),
      withClientTls(input.lokiTls, loki(input)),
      withClientTls(input.tempoTls, tempo(input)),
      ...(input.alertmanagerUrl === ""
        ? []
        : [withClientTls(input.alertmanagerTls, alertmanagerSource(input.alertmanagerUrl))]),
    ],
  };
}

/**
 * Adds a client certificate to a data source, for services that require one. Grafana reads the files during
 * provisioning.
 */
function withClientTls(tls: Tls | undefined, source: DataSource): DataSource {
  if (tls === undefined) return source;
  const { serverName } = tls;
  return {
    ...source,
    jsonData: {
      ...source.jsonData,
      tlsAuth: true,
      tlsAuthWithCACert: true,
      ...(serverName === undefined ? {} : { serverName }),
    },
    secureJsonData: {
      tlsCACert: `$__file{${tlsPaths.ca}}`,
      tlsClientCert: `$__file{${tlsPaths.clientCertificate}}`,
      tlsClientKey: `$__file{${tlsPaths.clientKey}}`,
    },
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
      // Grafana lists Prometheus' alerts, with links to the Alertmanager that silences them.
      manageAlerts: true,
      ...(alertmanagerUrl === "" ? {} : { alertmanagerUid: dataSourceUids.alertmanager }),
      // The label with an exemplar's trace ID is `trace_id` from SDKs, and `traceID` from Tempo's metrics generator.
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
      // This Loki has no rules, and returns an error when Grafana's alert list requests them.
      manageAlerts: false,
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

function tempo({ tempoUrl, containerPage }: DataSourcesInput): DataSource {
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
    },
    ...(containerPage ? { correlations: containerCorrelations() } : {}),
  };
}

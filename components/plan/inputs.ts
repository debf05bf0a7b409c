import type { AlertmanagerFilesInput } from "../services/alertmanager/alertmanager";
import { alertmanagerInput, alertsInput } from "./alert-inputs";
import type { AgentInput } from "../services/collector/agent-config";
import type { GatewayInput } from "../services/collector/gateway-config";
import type { CadvisorInput } from "../services/cadvisor/flags";
import type { DashboardsInput } from "../services/grafana/dashboards/input";
import type { GrafanaInput } from "../services/grafana/files";
import type { LokiInput } from "../services/loki/loki";
import type { PrometheusFilesInput } from "../services/prometheus/prometheus";
import { parseDuration } from "../render/units";
import { backends } from "../settings/backends";
import { scrapesByLabel, watched } from "../settings/collected";
import { addressScope } from "../settings/container-address";
import { FILTERED_SOCKET, filtersSocket } from "../settings/filtered-socket";
import { bucketOf, type Bucket } from "../settings/object-storage";
import type { PipelineSettings } from "../settings/schema";
import type { ServiceName } from "../settings/services";
import { NODE_NAME_IN_COLLECTOR } from "../settings/swarm-settings";
import { tlsOf, type Tls } from "../settings/tls";

/** What each room makes its files of: its slice of the settings. */
export interface RoomInputs {
  /** The services that run. */
  readonly services: readonly ServiceName[];
  readonly cadvisor: Omit<CadvisorInput, "containerdSocket">;
  readonly prometheus: PrometheusFilesInput;
  readonly gateway: Omit<GatewayInput, "upstream">;
  readonly agent: AgentInput;
  readonly tempo: {
    readonly retention: string;
    readonly prometheusUrl: string;
    readonly prometheusTls: Tls | undefined;
    readonly secure: boolean;
    readonly environment: string;
    readonly bucket: Bucket | undefined;
  };
  readonly loki: LokiInput;
  readonly grafana: GrafanaInput;
  readonly alertmanager: AlertmanagerFilesInput;
}

/** Takes resolved settings: see `resolveSettings`. */
export function roomInputs(settings: PipelineSettings): RoomInputs {
  const stores = backends(settings);
  const tls = tlsOf(settings);
  const secure = tls !== undefined;
  const { scrapeInterval, hostName, environment, dockerSocket, cadvisorMetrics } = settings;
  const runsCadvisor = settings.containerMetrics === "cadvisor";
  const services = settings.services.filter((name) => name !== "cadvisor" || runsCadvisor);
  const cadvisorRuns = services.includes("cadvisor");
  return {
    services,
    cadvisor: { scrapeInterval, dockerSocket },
    prometheus: {
      scrapeInterval,
      evaluationInterval: settings.evaluationInterval,
      retention: settings.metricsRetention,
      retentionSizeBytes: settings.metricsRetentionSize,
      outOfOrderWindow: settings.outOfOrderWindow,
      hostName,
      environment,
      swarm: settings.swarm ? { namePrefix: settings.namePrefix } : undefined,
      services,
      scrapeCadvisor: cadvisorRuns && settings.cadvisorTransport === "scrape",
      cadvisorMetrics,
      engineMetricsTarget: settings.engineMetricsTarget,
      scrapeTargets: settings.scrapeTargets,
      history: longest(settings.traceRetention, settings.logRetention),
      alertmanagerUrl: stores.alertmanagerUrl,
      alertmanagerTls: stores.alertmanagerTls,
      tls,
      remoteWrite: remoteWrite(settings),
      alerts: alertsInput(settings, services),
    },
    gateway: {
      environment,
      hostName,
      otherHosts: otherHosts(settings),
      addressScope: addressScope(settings),
      queueSizeBytes: settings.queueSize,
      balanced: settings.gatewayReplicas > 1,
      tempoOtlpEndpoint: stores.tempoOtlpEndpoint,
      lokiUrl: stores.lokiUrl,
      prometheusUrl: stores.prometheusUrl,
      lokiTls: stores.lokiTls,
      prometheusTls: stores.prometheusTls,
      published: secure ? { auth: settings.otlpAuth } : undefined,
    },
    agent: {
      // On each node of a Swarm it is another.
      hostName: settings.swarm ? NODE_NAME_IN_COLLECTOR : hostName,
      environment,
      scrapeInterval,
      queueSizeBytes: settings.queueSize,
      containerLogs: settings.containerLogs
        ? { include: settings.logInclude, exclude: settings.logExclude }
        : undefined,
      hostMetrics: settings.hostMetrics,
      containerMetrics: agentMetrics(settings, cadvisorRuns),
      cadvisorMetrics,
      dockerSocket: filtersSocket(settings) ? FILTERED_SOCKET : dockerSocket,
      discovery: discovery(settings),
      remoteGateway: remoteGateway(settings),
    },
    tempo: {
      retention: settings.traceRetention,
      prometheusUrl: stores.prometheusUrl,
      prometheusTls: stores.prometheusTls,
      secure,
      environment,
      bucket: bucketOf(settings, settings.tracesBucket),
    },
    loki: { retention: settings.logRetention, secure, bucket: logsBucket(settings) },
    grafana: { ...stores, scrapeInterval, shown: shown(settings, services) },
    alertmanager: { ...alertmanagerInput(settings), tls },
  };
}

/** Hosts that send here, if any may. On a Swarm's network the node of a sender is not known. */
function otherHosts({ gatewayEndpoint, hosts, swarm }: PipelineSettings) {
  return gatewayEndpoint === "" || swarm ? undefined : hosts.map(({ name }) => name);
}

function discovery(settings: PipelineSettings): AgentInput["discovery"] {
  const scope = addressScope(settings);
  return scope === undefined ? undefined : { network: settings.namePrefix, addressScope: scope };
}

function logsBucket(settings: PipelineSettings): LokiInput["bucket"] {
  const bucket = bucketOf(settings, settings.logsBucket);
  return bucket === undefined ? undefined : { ...bucket, from: settings.logsBucketFrom };
}

function remoteWrite(settings: PipelineSettings): PrometheusFilesInput["remoteWrite"] {
  const { remoteWriteUrl, remoteWriteHeaders, remoteWriteUser, remoteWritePassword } = settings;
  if (remoteWriteUrl === "") return undefined;
  return {
    url: remoteWriteUrl,
    headers: remoteWriteHeaders,
    user: remoteWriteUser,
    showsPassword: remoteWritePassword !== "",
  };
}

/** What the dashboards can show: whatever here is read, sent or scraped. */
function shown(settings: PipelineSettings, services: readonly ServiceName[]): DashboardsInput {
  const runs = (service: ServiceName) => services.includes(service);
  const { containerMetrics, hostMetrics } = watched(settings, services);
  return {
    containerMetrics,
    oomEvents: settings.oomEvents,
    hostMetrics,
    severalHosts: otherHosts(settings) !== undefined,
    logs: runs("collector"),
    spanMetrics: runs("tempo"),
    discovery: scrapesByLabel(settings, services),
    engineMetrics: settings.engineMetricsTarget !== "" && runs("prometheus"),
    alertmanagerPage: backends(settings).alertmanagerPage,
    scraped: runs("prometheus") ? services.filter((service) => service !== "cadvisor") : [],
  };
}

function agentMetrics(
  settings: PipelineSettings,
  cadvisorRuns: boolean,
): AgentInput["containerMetrics"] {
  if (settings.containerMetrics === "docker_stats") return "docker_stats";
  const pushes = settings.cadvisorTransport === "otlp" || remoteGateway(settings) !== undefined;
  return cadvisorRuns && pushes ? "cadvisor" : "none";
}

/** An agent without a gateway beside it sends to the one of another host. */
function remoteGateway(settings: PipelineSettings): AgentInput["remoteGateway"] {
  const { services, gatewayEndpoint, otlpAuth } = settings;
  if (services.includes("collector") || !services.includes("agent")) return undefined;
  return { endpoint: gatewayEndpoint, auth: otlpAuth === "mtls" ? "mtls" : "token" };
}

function longest(...durations: string[]): string {
  return durations.reduce((a, b) => ((parseDuration(a) ?? 0) >= (parseDuration(b) ?? 0) ? a : b));
}

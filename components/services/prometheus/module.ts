import type { Plan } from "../../plan/plan";
import { parseDuration } from "../../render/units";
import { publishedUrl } from "../../settings/resolve";
import type { PipelineSettings } from "../../settings/schema";
import { container, type ServiceModule } from "../module";
import { alertsInput } from "./alerts-input";
import { prometheus } from "./manifest";
import { Prometheus, prometheusFiles, type PrometheusFilesInput } from "./prometheus";

export function prometheusInput(plan: Plan): PrometheusFilesInput {
  const { settings, services, backends, tls, collected } = plan;
  const { scrapeInterval, hostName, environment } = settings;
  return {
    scrapeInterval,
    evaluationInterval: settings.evaluationInterval,
    retention: settings.metricsRetention,
    retentionSizeBytes: settings.metricsRetentionSize,
    outOfOrderWindow: settings.outOfOrderWindow,
    hostName,
    environment,
    swarm: settings.swarm ? { namePrefix: settings.namePrefix } : undefined,
    services,
    scrapeCadvisor:
      collected.containerMetrics === "cadvisor" && settings.cadvisorTransport === "scrape",
    cadvisorMetrics: settings.cadvisorMetrics,
    hostNetwork: collected.hostNetwork,
    engineMetricsTarget: settings.engineMetricsTarget,
    scrapeTargets: settings.scrapeTargets,
    history: longest(settings.traceRetention, settings.logRetention),
    alertmanagerUrl: backends.alertmanagerUrl,
    alertmanagerTls: backends.alertmanagerTls,
    tls,
    remoteWrite: remoteWrite(settings),
    alerts: alertsInput(plan),
  };
}

export const prometheusModule: ServiceModule = {
  name: prometheus.name,
  files: (plan) => prometheusFiles(prometheusInput(plan)),
  deploy: (plan, { context, extensions }, opts) => {
    const { settings } = plan;
    new Prometheus(
      prometheus.name,
      {
        ...prometheusInput(plan),
        ...container(plan, prometheus),
        context,
        extensions: extensions(),
        port: settings.prometheusPort,
        externalUrl: publishedUrl(settings, settings.prometheusPort),
        remoteWritePassword: settings.remoteWritePassword,
      },
      opts,
    );
    return {};
  },
};

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

function longest(...durations: string[]): string {
  return durations.reduce((a, b) => ((parseDuration(a) ?? 0) >= (parseDuration(b) ?? 0) ? a : b));
}

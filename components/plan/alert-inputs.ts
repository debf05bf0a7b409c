import type { AlertmanagerInput } from "../services/alertmanager/config";
import type { AlertsInput } from "../services/prometheus/alerts";
import { goDuration, parseDuration } from "../render/units";
import { backends } from "../settings/backends";
import { scrapesByLabel, watched } from "../settings/collected";
import type { PipelineSettings } from "../settings/schema";
import type { ServiceName } from "../settings/services";

/** What the alerts are made of. `services` are those that run. */
export function alertsInput(
  settings: PipelineSettings,
  services: readonly ServiceName[],
): AlertsInput {
  const { containerMetrics, hostMetrics } = watched(settings, services);
  return {
    environment: settings.environment,
    services,
    containerMetrics,
    oomEvents: settings.oomEvents,
    hostMetrics,
    discovery: scrapesByLabel(settings, services),
    writesElsewhere: settings.remoteWriteUrl !== "",
    sendsAlerts: backends(settings).alertmanagerUrl !== "",
    scrapeIntervalSeconds: seconds(settings.scrapeInterval),
    evaluationIntervalSeconds: seconds(settings.evaluationInterval),
    budgets: {
      logsBytes: settings.logsBucket === "" ? settings.logsDiskSize : undefined,
      logRetention: settings.logRetention,
      tracesBytes: settings.tracesBucket === "" ? settings.tracesDiskSize : undefined,
    },
    disabled: settings.alertsDisabled,
    ignoredContainers: settings.alertIgnoredContainers,
    pendingSeconds: seconds(settings.alertPendingPeriod),
    runbookBaseUrl: settings.runbookBaseUrl,
    // Another Grafana has none of our dashboards.
    grafanaUrl: services.includes("grafana") ? settings.grafanaUrl : "",
    thresholds: {
      containerGoneFor: settings.alertContainerGoneFor,
      hostGoneFor: settings.alertHostGoneFor,
      containerRestarts: settings.alertContainerRestarts,
      memoryLimit: settings.alertMemoryLimitPercent,
      memoryFullWithinSeconds: seconds(settings.alertMemoryFullWithin),
      cpuQuota: settings.alertCpuQuotaPercent,
      throttled: settings.alertThrottledPercent,
      pressure: settings.alertPressurePercent,
      networkErrors: settings.alertNetworkErrorPercent,
      hostCpu: settings.alertHostCpuPercent,
      hostSteal: settings.alertHostStealPercent,
      hostMemory: settings.alertHostMemoryPercent,
      hostSwap: settings.alertHostSwapPercent,
      hostLoadPerCpu: settings.alertHostLoadPerCpu,
      diskUsed: settings.alertDiskUsedPercent,
      diskFull: settings.alertDiskFullPercent,
      diskFullWithinSeconds: seconds(settings.alertDiskFullWithin),
      queue: settings.alertQueuePercent,
      storage: settings.alertStoragePercent,
      requestErrors: settings.alertRequestErrorPercent,
    },
  };
}

export function alertmanagerInput(settings: PipelineSettings): AlertmanagerInput {
  return {
    groupWait: settings.alertGroupWait,
    // Alertmanager takes no zero here.
    groupInterval: goDuration(`${Math.max(1, 2 * seconds(settings.alertGroupWait))}s`),
    repeatInterval: settings.alertRepeatInterval,
    sendInfo: settings.alertSendInfo,
    webhook: settings.alertWebhookUrl !== "",
    slack:
      settings.alertSlackWebhookUrl === "" ? undefined : { channel: settings.alertSlackChannel },
    email:
      settings.alertEmailTo === ""
        ? undefined
        : {
            to: settings.alertEmailTo,
            from: settings.alertEmailFrom,
            smarthost: settings.smtpSmarthost,
            user: settings.smtpUser,
            requireTls: settings.smtpRequireTls,
          },
    deadMan:
      settings.alertDeadManUrl === "" ? undefined : { interval: settings.alertDeadManInterval },
  };
}

function seconds(duration: string): number {
  return parseDuration(duration) ?? 0;
}

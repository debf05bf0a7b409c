import { runs, type Plan } from "../../plan/plan";
import { parseDuration } from "../../render/units";
import type { AlertsInput } from "./alerts";

/** What the alerts are made of. */
export function alertsInput(plan: Plan): AlertsInput {
  const { settings, services, backends } = plan;
  const { containerMetrics, hostMetrics } = plan.watched;
  return {
    environment: settings.environment,
    services,
    containerMetrics,
    oomEvents: settings.oomEvents,
    tempoMajor: plan.tempoMajor,
    hostMetrics,
    discovery: plan.scrapesByLabel,
    writesElsewhere: settings.remoteWriteUrl !== "",
    sendsAlerts: backends.alertmanagerUrl !== "",
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
    grafanaUrl: runs(plan, "grafana") ? settings.grafanaUrl : "",
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

function seconds(duration: string): number {
  return parseDuration(duration) ?? 0;
}

import type { AlertName } from "./alert-names";
import type { PipelineSettings } from "./schema";

const share = (percent: number) => percent / 100;

/** Threshold of each alert that compares a value with a setting. Shares are between 0 and 1. */
export function alertLimits(settings: PipelineSettings) {
  const pressure = share(settings.alertPressurePercent);
  const diskUsed = share(settings.alertDiskUsedPercent);
  const storage = share(settings.alertStoragePercent);
  return {
    /** Restarts within 15 minutes. */
    ContainerRestarting: settings.alertContainerRestarts,
    ContainerMemoryNearLimit: share(settings.alertMemoryLimitPercent),
    ContainerCpuNearQuota: share(settings.alertCpuQuotaPercent),
    ContainerThrottled: share(settings.alertThrottledPercent),
    ContainerMemoryPressure: pressure,
    ContainerIoPressure: pressure,
    ContainerNetworkErrors: share(settings.alertNetworkErrorPercent),
    HostDiskFilling: diskUsed,
    HostDiskAlmostFull: share(settings.alertDiskFullPercent),
    HostInodesFilling: diskUsed,
    HostCpuBusy: share(settings.alertHostCpuPercent),
    HostCpuStolen: share(settings.alertHostStealPercent),
    /** Load average per CPU. */
    HostOverloaded: settings.alertHostLoadPerCpu,
    HostMemoryLow: share(settings.alertHostMemoryPercent),
    HostSwapFull: share(settings.alertHostSwapPercent),
    HostNetworkErrors: share(settings.alertNetworkErrorPercent),
    CollectorQueueFilling: share(settings.alertQueuePercent),
    PrometheusStorageNearLimit: storage,
    LokiStorageNearBudget: storage,
    LokiRequestsFailing: share(settings.alertRequestErrorPercent),
    TempoStorageNearBudget: storage,
  } satisfies Partial<Record<AlertName, number>>;
}

/** URL of an alert's section on the runbook page. */
export function runbookUrl(page: string, alert: AlertName): string {
  return `${page}#${alert.toLowerCase()}`;
}

export type AlertLimits = ReturnType<typeof alertLimits>;

/**
 * Every alert of a stack. Each has a heading in `docs/reference/alerts.md`, and `alertsDisabled` refers to it by name.
 * A changed name breaks routes and silences of users.
 */
export const CONTAINER_ALERTS = [
  "ContainerGone",
  "ContainerRestarting",
  "ContainerOomKilled",
  "ContainerUnhealthy",
  "ContainerMemoryNearLimit",
  "ContainerMemoryGrowing",
  "ContainerCpuNearQuota",
  "ContainerThrottled",
  "ContainerMemoryPressure",
  "ContainerIoPressure",
  "ContainerNetworkErrors",
  "ContainerMetricsMissing",
] as const;

export const HOST_ALERTS = [
  "HostNotReporting",
  "HostDiskFilling",
  "HostDiskAlmostFull",
  "HostDiskFullSoon",
  "HostInodesFilling",
  "HostCpuBusy",
  "HostCpuStolen",
  "HostMemoryLow",
  "HostSwapFull",
  "HostOverloaded",
  "HostNetworkErrors",
] as const;

export const PIPELINE_ALERTS = [
  "Watchdog",
  "TargetDown",
  "LabelledContainerDown",
  "CollectorRefusing",
  "CollectorDataLost",
  "CollectorNotSending",
  "CollectorQueueFilling",
  "PrometheusConfigReloadFailed",
  "PrometheusRulesFailing",
  "PrometheusRulesSlow",
  "PrometheusSamplesRejected",
  "PrometheusCompactionFailing",
  "PrometheusWalCorrupt",
  "PrometheusStorageNearLimit",
  "PrometheusRemoteWriteBehind",
  "PrometheusRemoteWriteFailing",
  "PrometheusNotificationsFailing",
  "TempoSpansDiscarded",
  "TempoStorageNearBudget",
  "TempoFlushFailing",
  "TempoCompactionFailing",
  "TempoMetricsNotWritten",
  "TempoLimitsReloadFailed",
  "LokiLinesDiscarded",
  "LokiStorageNearBudget",
  "LokiRequestsFailing",
  "LokiFlushFailing",
  "LokiPanicked",
  "LokiLimitsReloadFailed",
  "AlertmanagerNotificationsFailing",
  "AlertmanagerConfigReloadFailed",
] as const;

export const ALERTS = [...CONTAINER_ALERTS, ...HOST_ALERTS, ...PIPELINE_ALERTS] as const;

export type AlertName = (typeof ALERTS)[number];

import type { AlertName } from "../../components/settings/alert-names";

type Text = readonly [summary: string, description: string];

/** Expected summary and description of each alert, one pair per test case. */
export const texts: Readonly<Record<AlertName, readonly Text[]>> = {
  ContainerGone: same(
    "Container shop is gone",
    "Container shop on web-1 ran for at least ten minutes, then stopped and did not come back.",
  ),
  ContainerMetricsMissing: same(
    "Host web-1 reports no container metrics",
    "Host web-1 no longer reports any named containers. Alerts about its containers cannot fire.",
  ),
  ContainerRestarting: same(
    "Container shop is restarting repeatedly",
    "Container shop (3f2a9c1b0d4e) on web-1 restarted 4 times within 15 minutes.",
  ),
  ContainerOomKilled: same(
    "Container shop ran out of memory",
    "The kernel killed a process in container shop (3f2a9c1b0d4e) on web-1 because the container reached its memory limit.",
    2,
  ),
  ContainerUnhealthy: same(
    "Container shop is unhealthy",
    "Container shop (3f2a9c1b0d4e) on web-1 fails its health check or has not passed it yet.",
  ),
  ContainerMemoryNearLimit: same(
    "Container shop is near its memory limit",
    "Container shop (3f2a9c1b0d4e) on web-1 uses 95% of its memory limit. At the limit, the kernel kills processes in the container.",
  ),
  ContainerMemoryGrowing: same(
    "Container shop will soon reach its memory limit",
    "Container shop (3f2a9c1b0d4e) on web-1 will reach its memory limit within 4h if it keeps growing as it did in the last hour.",
  ),
  ContainerCpuNearQuota: same(
    "Container shop is near its CPU quota",
    "Container shop (3f2a9c1b0d4e) on web-1 uses 96% of its CPU quota. At the quota, it is throttled and responds more slowly.",
  ),
  ContainerThrottled: same(
    "Container shop is throttled",
    "Container shop (3f2a9c1b0d4e) on web-1 was throttled by its CPU quota in 50% of the CPU periods in which it ran. Responses may be slower.",
  ),
  ContainerMemoryPressure: same(
    "Container shop is under memory pressure",
    "All tasks in container shop (3f2a9c1b0d4e) on web-1 were stalled waiting for memory 20% of the time.",
  ),
  ContainerIoPressure: same(
    "Container shop is under disk I/O pressure",
    "All tasks in container shop (3f2a9c1b0d4e) on web-1 were stalled waiting for disk I/O 20% of the time.",
  ),
  ContainerNetworkErrors: same(
    "Container shop is losing network packets",
    "2% of the network packets of container shop (3f2a9c1b0d4e) on web-1 had errors or were dropped.",
  ),
  HostNotReporting: same(
    "Host web-1 stopped reporting",
    "Host web-1 no longer reports metrics. The host or its agent is down or unreachable.",
  ),
  HostDiskFilling: same("A disk on host web-1 is filling up", "/ (/dev/vda) on web-1 is 90% full."),
  HostDiskAlmostFull: same(
    "A disk on host web-1 is almost full",
    "/ (/dev/vda) on web-1 is 97% full. When it is full, writes fail.",
  ),
  HostDiskFullSoon: same(
    "A disk on host web-1 will be full soon",
    "/ (/dev/vda) on web-1 will be full within 24h if it keeps filling at the recent rate.",
  ),
  HostInodesFilling: same(
    "A disk on host web-1 is running out of inodes",
    "90% of the inodes of / (/dev/vda) on web-1 are used. When all are used, no new files can be created, even with free space.",
  ),
  HostCpuBusy: same("CPU usage on host web-1 is high", "The CPUs of web-1 are 95% busy."),
  HostCpuStolen: same(
    "Host web-1 is losing CPU time to other VMs",
    "The hypervisor gave 20% of the CPU time of web-1 to other virtual machines.",
  ),
  HostOverloaded: same(
    "Host web-1 is overloaded",
    "The 5-minute load average of web-1 is 2.5 per CPU. Tasks are waiting for CPU time or disk I/O.",
  ),
  HostNetworkErrors: same(
    "Host web-1 is losing network packets",
    "2% of the packets on interface eth0 of web-1 had errors or were dropped.",
  ),
  HostMemoryLow: same(
    "Host web-1 is low on memory",
    "The memory of web-1 is 95% used. When it runs out, the kernel kills processes.",
  ),
  HostSwapFull: same("Swap on host web-1 is filling up", "The swap of web-1 is 90% used."),
  Watchdog: same(
    "Alerting works",
    "This alert always fires. If its notifications stop, Prometheus, Alertmanager or the path to the receiver is broken.",
  ),
  TargetDown: same(
    "Prometheus cannot scrape tempo",
    "Prometheus gets no metrics from tempo (tempo:3200). The target is down or does not respond in time.",
  ),
  LabelledContainerDown: same(
    "Prometheus cannot scrape container shop",
    "Container shop on web-1 has scrape labels but serves no metrics at shop:8080.",
  ),
  CollectorRefusing: same(
    "otel-collector is refusing traces",
    "Receiver otlp of otel-collector (otel-collector:8888) refuses 2 items per second (traces). The Collector is short of memory or a queue is full. Senders that do not retry lose data.",
  ),
  CollectorDataLost: [
    [
      "otel-collector is losing logs",
      "otel-collector (otel-collector:8888) dropped 20 items (logs) for otlp_grpc/tempo. The destination rejected them permanently, or they could not be queued.",
    ],
    [
      "otel-collector is losing metrics",
      "otel-collector (otel-collector:8888) dropped 5 items (metrics) for otlp_grpc/tempo. The destination rejected them permanently, or they could not be queued.",
    ],
  ],
  CollectorNotSending: same(
    "otel-collector cannot send traces",
    "otel-collector (otel-collector:8888) cannot deliver traces to otlp_grpc/tempo. They wait in a queue on disk. When the queue is full, senders are blocked.",
  ),
  CollectorQueueFilling: same(
    "A queue of otel-collector is filling up",
    "The queue of otel-collector (otel-collector:8888) for traces to otlp_grpc/tempo is 85% full. When it is full, senders are blocked.",
  ),
  PrometheusConfigReloadFailed: same(
    "Prometheus rejects its new configuration",
    "prometheus (localhost:9090) failed to load its new configuration and keeps using the previous one.",
  ),
  PrometheusRulesFailing: same(
    "Prometheus cannot evaluate a rule",
    "2 evaluations of rule group /config/alerts.yml;host-alerts failed. Its alerts may not fire.",
  ),
  PrometheusRulesSlow: same(
    "Prometheus evaluates rules too slowly",
    "Rule group /config/alerts.yml;host-alerts takes 20s to evaluate, longer than its interval. Prometheus skips evaluations.",
  ),
  PrometheusSamplesRejected: same(
    "Prometheus is rejecting samples",
    "2 samples arrived too late or out of order. They are lost.",
  ),
  PrometheusRemoteWriteBehind: same(
    "Prometheus remote write is falling behind",
    "prometheus (localhost:9090) is more than 2 minutes behind in sending samples to remoteWriteUrl. Samples that wait longer than two hours are not sent.",
  ),
  PrometheusRemoteWriteFailing: same(
    "Prometheus remote write is losing samples",
    "The store at remoteWriteUrl permanently rejected 2 samples. They are missing there.",
  ),
  PrometheusCompactionFailing: same(
    "Prometheus cannot compact its data",
    "2 compactions failed. Disk usage grows and restarts take longer.",
  ),
  PrometheusWalCorrupt: same(
    "Prometheus found a corrupt write-ahead log",
    "The write-ahead log of prometheus (localhost:9090) was damaged. Prometheus repairs it by discarding everything after the damage.",
  ),
  PrometheusStorageNearLimit: same(
    "Prometheus is near its storage limit",
    "The data of prometheus (localhost:9090) takes up 95% of its size limit. At the limit, the oldest data is deleted, regardless of its age.",
  ),
  PrometheusNotificationsFailing: same(
    "Prometheus cannot reach Alertmanager",
    "prometheus (localhost:9090) cannot send its alerts to Alertmanager. No notifications are sent.",
    2,
  ),
  TempoSpansDiscarded: same(
    "Tempo is discarding spans",
    "Tempo discarded 2 spans (reason: trace_too_large).",
  ),
  TempoStorageNearBudget: same(
    "Stored traces are close to their disk budget",
    "The traces of tempo (tempo:3200) use 95% of their disk budget. The budget is not enforced, so the disk keeps filling.",
  ),
  LokiStorageNearBudget: same(
    "Stored logs are close to their disk budget",
    "The logs of loki (loki:3100) use 95% of their disk budget. The budget is not enforced, so the disk keeps filling.",
  ),
  TempoFlushFailing: same(
    "Tempo cannot write traces to disk",
    "2 flushes to disk failed. New traces pile up in the write-ahead log.",
  ),
  TempoCompactionFailing: same(
    "Tempo cannot compact or delete traces",
    "2 compactions or deletions of old traces failed. Disk usage keeps growing.",
    2,
  ),
  TempoMetricsNotWritten: same(
    "Tempo is losing request metrics",
    "Prometheus rejected 2 samples of span metrics and service graphs. They are lost.",
  ),
  TempoLimitsReloadFailed: same(
    "Tempo rejects its new limits",
    "tempo (tempo:3200) failed to load its new limits and keeps using the previous limits and retention.",
  ),
  LokiLinesDiscarded: same(
    "Loki is rejecting log lines",
    "Loki rejected 2 log lines (reason: line_too_long). Lines over a rate limit are sent again. Others are lost.",
  ),
  LokiRequestsFailing: same(
    "Loki requests are failing",
    "10% of the requests to loki (loki:3100) fail with a server error.",
  ),
  LokiFlushFailing: same(
    "Loki cannot write logs to disk",
    "2 writes to disk failed. The disk is full or faulty, and new log lines may be lost.",
    2,
  ),
  LokiPanicked: same(
    "Loki requests panicked",
    "2 requests to loki (loki:3100) ended in a panic, an internal error of Loki.",
  ),
  LokiLimitsReloadFailed: same(
    "Loki rejects its new limits",
    "loki (loki:3100) failed to load its new limits and keeps using the previous limits and retention.",
  ),
  AlertmanagerNotificationsFailing: same(
    "Alertmanager cannot send notifications",
    "2 notifications through webhook failed. Recipients may miss alerts.",
  ),
  AlertmanagerConfigReloadFailed: same(
    "Alertmanager rejects its new configuration",
    "alertmanager (alertmanager:9093) failed to load its new configuration and keeps using the previous one.",
  ),
};

/** Repeats one text for all test cases of an alert. */
function same(summary: string, description: string, cases = 1): readonly Text[] {
  return Array.from({ length: cases }, () => [summary, description] as const);
}

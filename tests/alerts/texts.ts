import type { AlertName } from "../../components/settings/alert-names";

/** What each alert says, case by case: its summary and its description. */
export const texts: Readonly<Record<AlertName, readonly (readonly [string, string])[]>> = {
  ContainerGone: [
    [
      "Container shop is gone",
      "Container shop on web-1 ran for at least ten minutes, ended, and did not come back.",
    ],
  ],
  ContainerMetricsMissing: [
    [
      "No container metrics from web-1",
      "Host web-1 reported named containers, and reports none any more: no alert about its containers can fire.",
    ],
  ],
  ContainerRestarting: [
    [
      "Container shop restarts again and again",
      "Container shop (3f2a9c1b0d4e) on web-1 restarted 4 times within a quarter of an hour.",
    ],
  ],
  ContainerOomKilled: [
    [
      "Container shop ran out of memory",
      "The kernel ended a process of container shop (3f2a9c1b0d4e) on web-1, because the container reached its memory limit.",
    ],
    [
      "Container shop ran out of memory",
      "The kernel ended a process of container shop (3f2a9c1b0d4e) on web-1, because the container reached its memory limit.",
    ],
  ],
  ContainerUnhealthy: [
    [
      "Container shop is unhealthy",
      "Container shop (3f2a9c1b0d4e) on web-1 fails its own health check.",
    ],
  ],
  ContainerMemoryNearLimit: [
    [
      "Container shop is near its memory limit",
      "Container shop (3f2a9c1b0d4e) on web-1 uses 95% of its memory limit. At the limit the kernel ends it.",
    ],
  ],
  ContainerMemoryGrowing: [
    [
      "Container shop grows towards its memory limit",
      "Container shop (3f2a9c1b0d4e) on web-1 reaches its memory limit within 4h, if it goes on growing as in the last hour.",
    ],
  ],
  ContainerCpuNearQuota: [
    [
      "Container shop uses up its CPU quota",
      "Container shop (3f2a9c1b0d4e) on web-1 uses 96% of its CPU quota.",
    ],
  ],
  ContainerThrottled: [
    [
      "Container shop is throttled",
      "Container shop (3f2a9c1b0d4e) on web-1 was stopped by its CPU quota in 50% of the periods in which it ran.",
    ],
  ],
  ContainerMemoryPressure: [
    [
      "Container shop waits for memory",
      "All tasks of container shop (3f2a9c1b0d4e) on web-1 waited for memory in 20% of the time.",
    ],
  ],
  ContainerIoPressure: [
    [
      "Container shop waits for disk I/O",
      "All tasks of container shop (3f2a9c1b0d4e) on web-1 waited for disk I/O in 20% of the time.",
    ],
  ],
  ContainerNetworkErrors: [
    [
      "Container shop loses network packets",
      "2% of the packets of container shop (3f2a9c1b0d4e) on web-1 had errors or were dropped.",
    ],
  ],
  HostNotReporting: [
    [
      "Host web-1 does not report",
      "Host web-1 reported its metrics, and does not any more: it is down, cut off, or its agent is.",
    ],
  ],
  HostDiskFilling: [["A disk of web-1 is filling", "/ (/dev/vda) on web-1 is used to 90%."]],
  HostDiskAlmostFull: [["A disk of web-1 is almost full", "/ (/dev/vda) on web-1 is used to 97%."]],
  HostDiskFullSoon: [
    [
      "A disk of web-1 is full soon",
      "/ (/dev/vda) on web-1 is full within 24h, if it goes on filling as it did lately.",
    ],
  ],
  HostInodesFilling: [
    [
      "A disk of web-1 runs out of inodes",
      "90% of the inodes of / (/dev/vda) on web-1 are used: it takes no new files when all are, whatever its space.",
    ],
  ],
  HostCpuBusy: [["The CPUs of web-1 are busy", "The CPUs of web-1 are used to 95%."]],
  HostCpuStolen: [
    ["web-1 does not get its CPUs", "The hypervisor gave 20% of the CPU time of web-1 to others."],
  ],
  HostOverloaded: [
    ["More runs on web-1 than it has CPUs for", "2.5 tasks run or wait for each CPU of web-1."],
  ],
  HostMemoryLow: [
    [
      "web-1 is short of memory",
      "The memory of web-1 is used to 95%. When all is, the kernel ends processes.",
    ],
  ],
  HostSwapFull: [["The swap of web-1 fills up", "The swap of web-1 is used to 90%."]],
  Watchdog: [
    [
      "Alerting works",
      "This alert always fires. Where its messages end, Prometheus, Alertmanager or the way to you is broken.",
    ],
  ],
  TargetDown: [
    [
      "tempo cannot be scraped",
      "Prometheus gets no metrics from tempo (tempo:3200): it is down, or does not answer in time.",
    ],
  ],
  LabelledContainerDown: [
    [
      "Container shop cannot be scraped",
      "Container shop on web-1 has scrape labels, but serves no metrics at shop:8080.",
    ],
  ],
  CollectorRefusing: [
    [
      "otel-collector refuses traces",
      "The receiver otlp of otel-collector (otel-collector:8888) refuses traces, 2 a second: it is short of memory, or a queue behind it is full. Senders that do not try again lose them.",
    ],
  ],
  CollectorDataLost: [
    [
      "otel-collector loses logs",
      "otel-collector (otel-collector:8888) gave up 20 items (logs) for otlp_grpc/tempo, which refused them for good or could not be queued.",
    ],
    [
      "otel-collector loses metrics",
      "otel-collector (otel-collector:8888) gave up 5 items (metrics) for otlp_grpc/tempo, which refused them for good or could not be queued.",
    ],
  ],
  CollectorNotSending: [
    [
      "otel-collector cannot send traces",
      "otel-collector (otel-collector:8888) holds traces for otlp_grpc/tempo and gets nothing through. They wait on disk; when the queue is full, senders have to wait.",
    ],
  ],
  CollectorQueueFilling: [
    [
      "A queue of otel-collector fills up",
      "The queue of otel-collector (otel-collector:8888) for traces to otlp_grpc/tempo is full to 85%. When it is full, senders have to wait.",
    ],
  ],
  PrometheusConfigReloadFailed: [
    [
      "Prometheus refuses its new configuration",
      "prometheus (localhost:9090) goes on with the configuration before.",
    ],
  ],
  PrometheusRulesFailing: [
    [
      "Prometheus cannot evaluate a rule",
      "2 evaluations of the rule group /config/alerts.yml;host-alerts failed: its alerts may not fire.",
    ],
  ],
  PrometheusRulesSlow: [
    [
      "Prometheus evaluates its rules too slowly",
      "The rule group /config/alerts.yml;host-alerts takes 20s, longer than its interval: evaluations are left out.",
    ],
  ],
  PrometheusSamplesRejected: [
    ["Prometheus rejects samples", "2 samples came too late or out of order, and are lost."],
  ],
  PrometheusRemoteWriteBehind: [
    [
      "The long-term store lags behind",
      "prometheus (localhost:9090) is more than 2 minutes behind with what it sends to remoteWriteUrl. After two hours the oldest is not sent any more.",
    ],
  ],
  PrometheusRemoteWriteFailing: [
    [
      "The long-term store refuses samples",
      "2 samples were refused for good at remoteWriteUrl, and are missing there.",
    ],
  ],
  PrometheusCompactionFailing: [
    [
      "Prometheus cannot compact its data",
      "2 compactions failed: the disk fills, and a restart takes longer and longer.",
    ],
  ],
  PrometheusWalCorrupt: [
    [
      "Prometheus found its newest data corrupt",
      "The write-ahead log of prometheus (localhost:9090) was damaged, and is repaired by leaving out what follows the damage.",
    ],
  ],
  PrometheusStorageNearLimit: [
    [
      "Prometheus nears the size that it may use",
      "The data of prometheus (localhost:9090) takes 95% of its size limit. At the limit the oldest are deleted, whatever their age.",
    ],
  ],
  PrometheusNotificationsFailing: [
    [
      "Prometheus cannot reach Alertmanager",
      "prometheus (localhost:9090) cannot hand its alerts to Alertmanager: nobody is told of any.",
    ],
    [
      "Prometheus cannot reach Alertmanager",
      "prometheus (localhost:9090) cannot hand its alerts to Alertmanager: nobody is told of any.",
    ],
  ],
  TempoSpansDiscarded: [["Tempo discards spans", "2 spans were discarded (trace_too_large)."]],
  TempoStorageNearBudget: [
    [
      "The traces near the disk space meant for them",
      "The traces of tempo (tempo:3200) take 95% of the disk space that they are meant to. Nothing stops them there: the disk fills.",
    ],
  ],
  LokiStorageNearBudget: [
    [
      "The logs near the disk space meant for them",
      "The logs of loki (loki:3100) take 95% of the disk space that they are meant to. Nothing stops them there: the disk fills.",
    ],
  ],
  TempoFlushFailing: [
    [
      "Tempo cannot write traces",
      "2 flushes to disk failed: new traces pile up in the write-ahead log.",
    ],
  ],
  TempoCompactionFailing: [
    ["Tempo cannot clean up", "2 compactions or deletions of old traces failed: the disk fills."],
    ["Tempo cannot clean up", "2 compactions or deletions of old traces failed: the disk fills."],
  ],
  TempoMetricsNotWritten: [
    [
      "Tempo loses request metrics",
      "2 samples of span metrics and service graphs were refused by Prometheus, and are lost.",
    ],
  ],
  TempoLimitsReloadFailed: [
    [
      "Tempo refuses its new limits",
      "tempo (tempo:3200) goes on with the limits and the retention before.",
    ],
  ],
  LokiLinesDiscarded: [
    [
      "Loki refuses log lines",
      "2 log lines were refused (line_too_long). Those over a rate limit are sent again; others are lost.",
    ],
  ],
  LokiRequestsFailing: [["Loki fails to answer", "10% of the requests to loki (loki:3100) fail."]],
  LokiFlushFailing: [
    [
      "Loki cannot write logs",
      "2 writes to disk failed: the disk is full or broken, and new lines may be lost.",
    ],
    [
      "Loki cannot write logs",
      "2 writes to disk failed: the disk is full or broken, and new lines may be lost.",
    ],
  ],
  LokiPanicked: [
    ["Loki had an internal error", "2 requests to loki (loki:3100) ended in a panic."],
  ],
  LokiLimitsReloadFailed: [
    [
      "Loki refuses its new limits",
      "loki (loki:3100) goes on with the limits and the retention before.",
    ],
  ],
  AlertmanagerNotificationsFailing: [
    [
      "Alertmanager cannot send messages",
      "2 messages by webhook failed: somebody is not told of alerts.",
    ],
  ],
  AlertmanagerConfigReloadFailed: [
    [
      "Alertmanager refuses its configuration",
      "alertmanager (alertmanager:9093) goes on with the configuration before.",
    ],
  ],
};

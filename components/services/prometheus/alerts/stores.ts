import { jobs } from "../../../settings/labels";
import { tempoMetrics } from "../../../settings/tempo-version";
import type { Alert } from "./alert";
import { happened, SERVICE, sumBy } from "./expressions";
import { timesOf, type AlertsInput } from "./input";

const WHERE = `{{ $labels.job }} ({{ $labels.instance }})`;
/** Rounded, because Prometheus extrapolates an increase to its window. */
const EVENTS = '{{ $value | printf "%.0f" }}';

/** Alerts about the stores and Alertmanager, for those that run in this stack. */
export function storeAlerts(input: AlertsInput): Alert[] {
  return [
    ...(input.services.includes("tempo") ? tempo(input) : []),
    ...(input.services.includes("loki") ? loki(input) : []),
    ...(input.services.includes("alertmanager") ? alertmanager(input) : []),
  ];
}

function tempo(input: AlertsInput): Alert[] {
  const { pending, event } = timesOf(input);
  const own = `{job="${jobs.tempo}"}`;
  const { failedFlushes } = tempoMetrics[input.tempoMajor];
  return [
    {
      name: "TempoSpansDiscarded",
      severity: "warning",
      expr: happened(`tempo_discarded_spans_total${own}`, [...SERVICE, "reason"], event),
      summary: "Tempo is discarding spans",
      description: `Tempo discarded ${EVENTS} spans (reason: {{ $labels.reason }}).`,
    },
    ...nearBudget("TempoStorageNearBudget", "traces", input),
    {
      name: "TempoFlushFailing",
      severity: "critical",
      expr: happened(`${failedFlushes}${own}`, SERVICE, event),
      summary: "Tempo cannot write traces to disk",
      description: `${EVENTS} flushes to disk failed. New traces pile up in the write-ahead log.`,
    },
    {
      name: "TempoCompactionFailing",
      severity: "warning",
      expr: ["tempodb_compaction_errors_total", "tempodb_retention_errors_total"]
        .map((metric) => happened(`${metric}${own}`, SERVICE, event))
        .join(" or "),
      summary: "Tempo cannot compact or delete traces",
      description: `${EVENTS} compactions or deletions of old traces failed. Disk usage keeps growing.`,
    },
    {
      name: "TempoMetricsNotWritten",
      severity: "warning",
      expr: ["samples", "histograms"]
        .map((kind) =>
          happened(`prometheus_remote_storage_${kind}_failed_total${own}`, SERVICE, event),
        )
        .join(" or "),
      summary: "Tempo is losing request metrics",
      description: `Prometheus rejected ${EVENTS} samples of span metrics and service graphs. They are lost.`,
    },
    reloadFailed(
      "TempoLimitsReloadFailed",
      "Tempo",
      `tempo_runtime_config_last_reload_successful${own}`,
      pending,
    ),
  ];
}

function loki(input: AlertsInput): Alert[] {
  const { pending, rate, event } = timesOf(input);
  const own = `job="${jobs.loki}"`;
  const requests = (more: string) =>
    sumBy(SERVICE, `rate(loki_request_duration_seconds_count{${own}${more}}[${rate}])`);
  return [
    {
      name: "LokiLinesDiscarded",
      severity: "warning",
      expr: happened(`loki_discarded_samples_total{${own}}`, [...SERVICE, "reason"], event),
      summary: "Loki is rejecting log lines",
      description: `Loki rejected ${EVENTS} log lines (reason: {{ $labels.reason }}). Lines over a rate limit are sent again. Others are lost.`,
    },
    ...nearBudget("LokiStorageNearBudget", "logs", input),
    {
      name: "LokiRequestsFailing",
      severity: "critical",
      expr: `${requests(', status_code=~"5.."')} / ${requests("")} > ${input.limits.LokiRequestsFailing}`,
      for: pending,
      keepFiringFor: pending,
      summary: "Loki requests are failing",
      description: `{{ $value | humanizePercentage }} of the requests to ${WHERE} fail with a server error.`,
    },
    {
      name: "LokiFlushFailing",
      severity: "critical",
      expr: [
        "loki_ingester_chunks_flush_failures_total",
        "loki_ingester_wal_disk_full_failures_total",
      ]
        .map((metric) => happened(`${metric}{${own}}`, SERVICE, event))
        .join(" or "),
      summary: "Loki cannot write logs to disk",
      description: `${EVENTS} writes to disk failed. The disk is full or faulty, and new log lines may be lost.`,
    },
    {
      name: "LokiPanicked",
      severity: "warning",
      expr: happened(`loki_panic_total{${own}}`, SERVICE, event),
      summary: "Loki requests panicked",
      description: `${EVENTS} requests to ${WHERE} ended in a panic, an internal error of Loki.`,
    },
    reloadFailed(
      "LokiLimitsReloadFailed",
      "Loki",
      `loki_runtime_config_last_reload_successful{${own}}`,
      pending,
    ),
  ];
}

function alertmanager(input: AlertsInput): Alert[] {
  const { pending, event } = timesOf(input);
  const own = `{job="${jobs.alertmanager}"}`;
  return [
    {
      name: "AlertmanagerNotificationsFailing",
      severity: "critical",
      expr: happened(
        `alertmanager_notifications_failed_total${own}`,
        [...SERVICE, "integration"],
        event,
      ),
      summary: "Alertmanager cannot send notifications",
      description: `${EVENTS} notifications through {{ $labels.integration }} failed. Recipients may miss alerts.`,
    },
    {
      name: "AlertmanagerConfigReloadFailed",
      severity: "critical",
      expr: `alertmanager_config_last_reload_successful${own} == 0`,
      for: pending,
      summary: "Alertmanager rejects its new configuration",
      description: `${WHERE} failed to load its new configuration and keeps using the previous one.`,
    },
  ];
}

/** Alerts if a store gets close to its budget. Data in a bucket has no budget, so there is no alert. */
function nearBudget(
  name: "LokiStorageNearBudget" | "TempoStorageNearBudget",
  data: string,
  input: AlertsInput,
): Alert[] {
  const usage = input.storageUsages[name];
  if (usage === undefined) return [];
  const { pending } = timesOf(input);
  return [
    {
      name,
      severity: "warning",
      expr: `${usage()} > ${input.limits[name]}`,
      for: pending,
      keepFiringFor: pending,
      summary: `Stored ${data} are close to their disk budget`,
      description: `The ${data} of ${WHERE} use {{ $value | humanizePercentage }} of their disk budget. The budget is not enforced, so the disk keeps filling.`,
    },
  ];
}

function reloadFailed(
  name: Alert["name"],
  service: string,
  metric: string,
  pending: string,
): Alert {
  return {
    name,
    severity: "warning",
    expr: `${metric} == 0`,
    for: pending,
    summary: `${service} rejects its new limits`,
    description: `${WHERE} failed to load its new limits and keeps using the previous limits and retention.`,
  };
}

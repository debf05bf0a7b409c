import { jobs } from "../../../settings/labels";
import { tempoMetrics } from "../../../settings/tempo-version";
import type { Alert } from "./alert";
import { happened, SERVICE, sumBy } from "./expressions";
import { timesOf, type AlertsInput } from "./input";

const WHERE = `{{ $labels.job }} ({{ $labels.instance }})`;
/** Prometheus extrapolates an increase to its window: whole numbers are near enough. */
const EVENTS = '{{ $value | printf "%.0f" }}';

/** Alerts about the stores and Alertmanager, each where it runs in this stack. */
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
      summary: "Tempo discards spans",
      description: `${EVENTS} spans were discarded ({{ $labels.reason }}).`,
    },
    ...nearBudget(
      "TempoStorageNearBudget",
      "traces",
      // Blocks that were merged into others count, too: they are on the disk until they are deleted.
      sumBy(SERVICE, `tempodb_backend_bytes_total${own}`),
      input.budgets.tracesBytes,
      input,
    ),
    {
      name: "TempoFlushFailing",
      severity: "critical",
      expr: happened(`${failedFlushes}${own}`, SERVICE, event),
      summary: "Tempo cannot write traces",
      description: `${EVENTS} flushes to disk failed: new traces pile up in the write-ahead log.`,
    },
    {
      name: "TempoCompactionFailing",
      severity: "warning",
      expr: ["tempodb_compaction_errors_total", "tempodb_retention_errors_total"]
        .map((metric) => happened(`${metric}${own}`, SERVICE, event))
        .join(" or "),
      summary: "Tempo cannot clean up",
      description: `${EVENTS} compactions or deletions of old traces failed: the disk fills.`,
    },
    {
      name: "TempoMetricsNotWritten",
      severity: "warning",
      expr: ["samples", "histograms"]
        .map((kind) =>
          happened(`prometheus_remote_storage_${kind}_failed_total${own}`, SERVICE, event),
        )
        .join(" or "),
      summary: "Tempo loses request metrics",
      description: `${EVENTS} samples of span metrics and service graphs were refused by Prometheus, and are lost.`,
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
      summary: "Loki refuses log lines",
      description: `${EVENTS} log lines were refused ({{ $labels.reason }}). Those over a rate limit are sent again; others are lost.`,
    },
    ...nearBudget(
      "LokiStorageNearBudget",
      "logs",
      // Loki does not tell how much it holds: what it has written within the retention is what it has not deleted.
      sumBy(
        SERVICE,
        `increase(loki_ingester_chunk_stored_bytes_total{${own}}[${input.budgets.logRetention}])`,
      ),
      input.budgets.logsBytes,
      input,
    ),
    {
      name: "LokiRequestsFailing",
      severity: "critical",
      expr: `${requests(', status_code=~"5.."')} / ${requests("")} > ${input.thresholds.requestErrors / 100}`,
      for: pending,
      keepFiringFor: pending,
      summary: "Loki fails to answer",
      description: `{{ $value | humanizePercentage }} of the requests to ${WHERE} fail.`,
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
      summary: "Loki cannot write logs",
      description: `${EVENTS} writes to disk failed: the disk is full or broken, and new lines may be lost.`,
    },
    {
      name: "LokiPanicked",
      severity: "warning",
      expr: happened(`loki_panic_total{${own}}`, SERVICE, event),
      summary: "Loki had an internal error",
      description: `${EVENTS} requests to ${WHERE} ended in a panic.`,
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
      summary: "Alertmanager cannot send messages",
      description: `${EVENTS} messages by {{ $labels.integration }} failed: somebody is not told of alerts.`,
    },
    {
      name: "AlertmanagerConfigReloadFailed",
      severity: "critical",
      expr: `alertmanager_config_last_reload_successful${own} == 0`,
      for: pending,
      summary: "Alertmanager refuses its configuration",
      description: `${WHERE} goes on with the configuration before.`,
    },
  ];
}

/** `bytes` is what the data take of the `budget` that is meant for them; there is none where a bucket has them. */
function nearBudget(
  name: Alert["name"],
  data: string,
  bytes: string,
  budget: number | undefined,
  input: AlertsInput,
): Alert[] {
  if (budget === undefined) return [];
  const { pending } = timesOf(input);
  return [
    {
      name,
      severity: "warning",
      expr: `${bytes} / ${budget} > ${input.thresholds.storage / 100}`,
      for: pending,
      keepFiringFor: pending,
      summary: `The ${data} near the disk space meant for them`,
      description: `The ${data} of ${WHERE} take {{ $value | humanizePercentage }} of the disk space that they are meant to. Nothing stops them there: the disk fills.`,
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
    summary: `${service} refuses its new limits`,
    description: `${WHERE} goes on with the limits and the retention before.`,
  };
}

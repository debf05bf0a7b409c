import type { AlertName } from "../../components/settings/alert-names";
import { type AlertCase, type Samples, scraped, series } from "./promtool";

const PROMETHEUS = scraped("prometheus", "localhost:9090");
const TEMPO = scraped("tempo", "tempo:3200");
const LOKI = scraped("loki", "loki:3100");
const ALERTMANAGER = scraped("alertmanager", "alertmanager:9093");

type Service = Readonly<Record<string, string>>;

/** Fires for a counter that increases; silent for one that has not changed for a long time. */
function counts(
  alert: AlertName,
  service: Service,
  metric: string,
  severity: string,
  more: Record<string, string> = {},
  kept: Record<string, string> = more,
): AlertCase {
  const counter = series(metric, { ...service, ...more });
  const up = series("up", service);
  return {
    alert,
    fires: {
      series: { [up]: "1x60", [counter]: "3x40 5x20" },
      at: "11m",
      labels: { ...service, ...kept, severity },
    },
    silent: { series: { [up]: "1x60", [counter]: "5x60" }, at: "11m" },
  };
}

/** Fires for a counter that appears with its first event; silent for one that has not changed for a long time. */
function appears(
  alert: AlertName,
  service: Service,
  metric: string,
  severity: string,
  more: Record<string, string>,
): AlertCase {
  const counter = series(metric, { ...service, ...more });
  const up = series("up", service);
  return {
    alert,
    fires: {
      series: { [up]: "1x60", [counter]: "_x40 2x20" },
      at: "12m",
      labels: { ...service, ...more, severity },
    },
    silent: { series: { [up]: "1x60", [counter]: "2x60" }, at: "12m" },
  };
}

/** Fires for a condition that holds longer than `for`. */
function lasts(
  alert: AlertName,
  service: Service,
  severity: string,
  bad: Samples,
  good: Samples,
  more: Record<string, string> = {},
): AlertCase {
  return {
    alert,
    fires: {
      series: bad,
      at: "7m",
      labels: { ...service, ...more, severity },
    },
    silent: { series: good, at: "7m" },
  };
}

/** Fires if the last reload failed; silent if the failure was fixed immediately. */
function reload(alert: AlertName, service: Service, metric: string, severity: string): AlertCase {
  const gauge = series(metric, service);
  return lasts(alert, service, severity, { [gauge]: "1x4 0x36" }, { [gauge]: "1x4 0x8 1x28" });
}

const GROUP = { rule_group: "/config/alerts.yml;host-alerts" };
const of = (metric: string, more: Record<string, string> = {}) =>
  series(metric, { ...PROMETHEUS, ...more });

const rejected = (values: string): Samples => ({
  [of("prometheus_tsdb_out_of_order_samples_total", { type: "float" })]: "0x60",
  [of("prometheus_tsdb_too_old_samples_total", { type: "float" })]: values,
  [of("prometheus_tsdb_out_of_bound_samples_total", { type: "float" })]: "0x60",
});

const stored = (blocks: string, limit = "1000x40"): Samples => ({
  [of("prometheus_tsdb_storage_blocks_bytes")]: blocks,
  [of("prometheus_tsdb_wal_storage_size_bytes")]: "50x40",
  [of("prometheus_tsdb_head_chunks_storage_size_bytes")]: "50x40",
  [of("prometheus_tsdb_retention_limit_bytes")]: limit,
});

const requests = (failed: string): Samples => ({
  [series("loki_request_duration_seconds_count", { ...LOKI, status_code: "200", route: "a" })]:
    "0+90x40",
  [series("loki_request_duration_seconds_count", { ...LOKI, status_code: "500", route: "a" })]:
    failed,
});

/** Newest timestamps of Prometheus, and of the samples that the remote-write store has accepted. */
const sent = (has: string, taken: string): Samples => ({
  [of("prometheus_remote_storage_queue_highest_timestamp_seconds")]: has,
  [of("prometheus_remote_storage_queue_highest_sent_timestamp_seconds")]: taken,
});

export const prometheusCases: readonly AlertCase[] = [
  reload(
    "PrometheusConfigReloadFailed",
    PROMETHEUS,
    "prometheus_config_last_reload_successful",
    "critical",
  ),
  counts(
    "PrometheusRulesFailing",
    PROMETHEUS,
    "prometheus_rule_evaluation_failures_total",
    "critical",
    GROUP,
  ),
  lasts(
    "PrometheusRulesSlow",
    PROMETHEUS,
    "warning",
    {
      [of("prometheus_rule_group_last_duration_seconds", GROUP)]: "20x40",
      [of("prometheus_rule_group_interval_seconds", GROUP)]: "15x40",
    },
    {
      [of("prometheus_rule_group_last_duration_seconds", GROUP)]: "10x40",
      [of("prometheus_rule_group_interval_seconds", GROUP)]: "15x40",
    },
    GROUP,
  ),
  {
    alert: "PrometheusSamplesRejected",
    fires: {
      series: rejected("3x40 5x20"),
      at: "11m",
      labels: { ...PROMETHEUS, severity: "warning" },
    },
    silent: { series: rejected("5x60"), at: "11m" },
  },
  counts(
    "PrometheusCompactionFailing",
    PROMETHEUS,
    "prometheus_tsdb_compactions_failed_total",
    "warning",
  ),
  counts("PrometheusWalCorrupt", PROMETHEUS, "prometheus_tsdb_wal_corruptions_total", "critical"),
  lasts("PrometheusStorageNearLimit", PROMETHEUS, "warning", stored("850x40"), stored("700x40")),
  lasts(
    "PrometheusRemoteWriteBehind",
    PROMETHEUS,
    "critical",
    sent("1000+15x40", "700+15x40"),
    sent("1000+15x40", "990+15x40"),
  ),
  counts(
    "PrometheusRemoteWriteFailing",
    PROMETHEUS,
    "prometheus_remote_storage_samples_failed_total",
    "critical",
  ),
  lasts(
    "PrometheusNotificationsFailing",
    PROMETHEUS,
    "critical",
    { [of("prometheus_notifications_alertmanagers_discovered")]: "0x40" },
    { [of("prometheus_notifications_alertmanagers_discovered")]: "1x40" },
  ),
  lasts(
    "PrometheusNotificationsFailing",
    PROMETHEUS,
    "critical",
    { [of("prometheus_notifications_errors_total", { alertmanager: "a" })]: "0+1x40" },
    { [of("prometheus_notifications_errors_total", { alertmanager: "a" })]: "9x40" },
  ),
];

/** 95 % of the default of `tracesDiskSize` and `logsDiskSize`, and half of that. */
const NEAR = 0.95 * 10 * 2 ** 30;
const FAR = NEAR / 2;

const traces = (live: number): Samples => ({
  [series("tempodb_backend_bytes_total", { ...TEMPO, tenant: "a", status: "live" })]:
    `${live - 2 ** 20}x40`,
  [series("tempodb_backend_bytes_total", { ...TEMPO, tenant: "a", status: "compacted" })]:
    `${2 ** 20}x40`,
});

/** A counter: data written before the first sample within the retention is already deleted. */
const logs = (written: number): Samples => ({
  [series("loki_ingester_chunk_stored_bytes_total", { ...LOKI, tenant: "fake" })]:
    `0 ${written}x40`,
});

export const storeCases: readonly AlertCase[] = [
  lasts("TempoStorageNearBudget", TEMPO, "warning", traces(NEAR), traces(FAR)),
  lasts("LokiStorageNearBudget", LOKI, "warning", logs(NEAR), logs(FAR)),
  counts("TempoSpansDiscarded", TEMPO, "tempo_discarded_spans_total", "warning", {
    reason: "trace_too_large",
  }),
  counts("TempoFlushFailing", TEMPO, "tempo_ingester_failed_flushes_total", "critical"),
  counts("TempoCompactionFailing", TEMPO, "tempodb_compaction_errors_total", "warning"),
  counts("TempoCompactionFailing", TEMPO, "tempodb_retention_errors_total", "warning"),
  counts(
    "TempoMetricsNotWritten",
    TEMPO,
    "prometheus_remote_storage_samples_failed_total",
    "warning",
    { remote_name: "87de1c" },
    {},
  ),
  reload(
    "TempoLimitsReloadFailed",
    TEMPO,
    "tempo_runtime_config_last_reload_successful",
    "warning",
  ),
  appears("LokiLinesDiscarded", LOKI, "loki_discarded_samples_total", "warning", {
    reason: "line_too_long",
  }),
  lasts("LokiRequestsFailing", LOKI, "critical", requests("0+10x40"), requests("0+3x40")),
  counts("LokiFlushFailing", LOKI, "loki_ingester_chunks_flush_failures_total", "critical"),
  counts("LokiFlushFailing", LOKI, "loki_ingester_wal_disk_full_failures_total", "critical"),
  counts("LokiPanicked", LOKI, "loki_panic_total", "warning"),
  reload("LokiLimitsReloadFailed", LOKI, "loki_runtime_config_last_reload_successful", "warning"),
  counts(
    "AlertmanagerNotificationsFailing",
    ALERTMANAGER,
    "alertmanager_notifications_failed_total",
    "critical",
    { integration: "webhook", reason: "serverError" },
    { integration: "webhook" },
  ),
  reload(
    "AlertmanagerConfigReloadFailed",
    ALERTMANAGER,
    "alertmanager_config_last_reload_successful",
    "critical",
  ),
];

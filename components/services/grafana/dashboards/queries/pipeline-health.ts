import { having } from "../../../index";
import { containerSeries, jobs, labels } from "../../../../settings/labels";
import { runningVersions, versionLabels } from "../../../../settings/running-versions";
import { SCRAPE_LABEL_NAMES, scrapeSeriesLabels } from "../../../../settings/scrape-labels";
import { tempoMetrics, type TempoMajor } from "../../../../settings/tempo-version";
import type { DashboardsInput } from "../input";
import { BY_HOST, collectors, inEnvironment, onHost, orNone } from "./selectors";

const BY = labels.hostName;
const of = (job: string) => `${onHost}, job="${job}"`;
const rate = (by: string, selector: string) =>
  `sum by (${by}) (rate(${selector}[$__rate_interval]))`;

/** Suffixes of the Collector's metrics for the three signals. */
const SIGNALS = { spans: "spans", log_records: "log records", metric_points: "metric points" };

/** Combines the series of the three signals, each with its signal as a label. Signals without data yet are missing. */
const perSignal = (prefix: string, by: string) =>
  Object.entries(SIGNALS)
    .map(
      ([suffix, signal]) =>
        `label_replace(${rate(`${BY}, job, ${by}`, `${prefix}_${suffix}_total{${collectors}}`)}, "signal", "${signal}", "", "")`,
    )
    .join(" or ");

/** PromQL on the two Collectors. */
export const collectorQueries = Object.freeze({
  accepted: perSignal("otelcol_receiver_accepted", "receiver"),
  refused: perSignal("otelcol_receiver_refused", "receiver"),
  failed: perSignal("otelcol_receiver_failed", "receiver"),
  sent: perSignal("otelcol_exporter_sent", "exporter"),
  /** A Collector creates this counter with the first failure. */
  sendFailed: `${perSignal("otelcol_exporter_send_failed", "exporter")} or 0 * (${perSignal("otelcol_exporter_sent", "exporter")})`,
  /** Only data that does not fit into the queue is lost: data in the queue is retried. */
  lost:
    `sum(rate({__name__=~"otelcol_exporter_enqueue_failed_.+_total", ${collectors}}[$__rate_interval]))` +
    ` or 0 * sum(otelcol_process_uptime_seconds_total{${collectors}})`,
  queued: `sum by (${BY}, job, exporter, data_type) (otelcol_exporter_queue_size{${collectors}})`,
  queueUsed:
    `sum by (${BY}, job, exporter, data_type) (otelcol_exporter_queue_size{${collectors}})` +
    ` / sum by (${BY}, job, exporter, data_type) (otelcol_exporter_queue_capacity{${collectors}})`,
  fullestQueue: `max(otelcol_exporter_queue_size{${collectors}} / otelcol_exporter_queue_capacity{${collectors}})`,
});

const PROMETHEUS = of(jobs.prometheus);

/** PromQL on Prometheus and its targets. */
export const prometheusQueries = Object.freeze({
  targetsUp: `count(up{${onHost}} == 1)`,
  targetsDown: `count(up{${onHost}} == 0) or 0 * count(up{${onHost}})`,
  up: `min by (${BY}, job, instance) (up{${onHost}})`,
  scrapeDuration: `max by (${BY}, job, instance) (scrape_duration_seconds{${onHost}})`,
  scrapeSamples: `sum by (${BY}, job, instance) (scrape_samples_post_metric_relabeling{${onHost}})`,
  series: `sum by (${BY}) (prometheus_tsdb_head_series{${PROMETHEUS}})`,
  samples: rate(`${BY}, type`, `prometheus_tsdb_head_samples_appended_total{${PROMETHEUS}}`),
  blocks: `sum by (${BY}) (prometheus_tsdb_storage_blocks_bytes{${PROMETHEUS}})`,
  head: `sum by (${BY}) (prometheus_tsdb_head_chunks_storage_size_bytes{${PROMETHEUS}})`,
  wal: `sum by (${BY}) (prometheus_tsdb_wal_storage_size_bytes{${PROMETHEUS}})`,
  rejected:
    rate(BY, `prometheus_target_scrapes_sample_out_of_order_total{${PROMETHEUS}}`) +
    ` + ${rate(BY, `prometheus_target_scrapes_sample_out_of_bounds_total{${PROMETHEUS}}`)}` +
    ` + ${rate(BY, `prometheus_target_scrapes_sample_duplicate_timestamp_total{${PROMETHEUS}}`)}`,
  tooOld: rate(BY, `prometheus_tsdb_too_old_samples_total{${PROMETHEUS}}`),
  ruleFailures: rate(BY, `prometheus_rule_evaluation_failures_total{${PROMETHEUS}}`),
  ruleFailuresTotal: `sum(increase(prometheus_rule_evaluation_failures_total{${PROMETHEUS}}[$__range]))`,
  ruleDuration: `max by (${BY}, rule_group) (prometheus_rule_group_last_duration_seconds{${PROMETHEUS}})`,
  ruleInterval: `min by (${BY}) (prometheus_rule_group_interval_seconds{${PROMETHEUS}})`,
  writeTime:
    `histogram_quantile(0.95, sum by (le, handler) (rate(prometheus_http_request_duration_seconds_bucket{${PROMETHEUS},` +
    ` handler=~"/api/v1/otlp/v1/metrics|/api/v1/write"}[$__rate_interval])))`,
});

const { pinned } = versionLabels;

/** Returns the query for the running version of each service, with the pinned version. */
export function versionQuery(pinnedVersions: DashboardsInput["pinnedVersions"]): string {
  const services = having("buildInfo").filter(({ name }) => Object.hasOwn(pinnedVersions, name));
  const each = services.map(
    ({ name, scrape }) =>
      `label_replace(label_replace(vector(1), "job", "${scrape.job}", "", ""), "${pinned}", "${pinnedVersions[name] ?? ""}", "", "")`,
  );
  const running = runningVersions(Object.keys(pinnedVersions), onHost);
  return `(${running}) * on (job) group_left (${pinned}) (${each.join(" or ")})`;
}

const BY_DISCOVERED = `${BY_HOST}, ${labels.containerName}`;
const DISCOVERED = `${onHost}, ${labels.containerId}!=""`;
const SCRAPE_LABEL_SERIES = SCRAPE_LABEL_NAMES.map((name) => scrapeSeriesLabels[name]);

const { network: LISTED } = containerSeries;
const LABELLED = [scrapeSeriesLabels.job, scrapeSeriesLabels.port]
  .map((label) => `${LISTED}{${DISCOVERED}, ${label}!=""}`)
  .join(" or ");
/**
 * Containers on the network of another stack on the host, which scrapes them. A stack's network has the stack's name.
 */
const OF_OTHER_STACKS =
  `${LISTED}{${DISCOVERED}, ${labels.containerAddress}=""} and on (${BY_HOST}, ${labels.network})` +
  ` label_join(${LISTED}{${DISCOVERED}, ${labels.observabilityStack}!=""}, "${labels.network}", "", "${labels.observabilityStack}")`;
const ON_OWN_NETWORK = `${LISTED}{${DISCOVERED}, ${labels.containerAddress}!=""}`;

/** PromQL on containers with scrape labels. */
export const discoveryQueries = Object.freeze({
  scraped: `min by (${BY_DISCOVERED}, job, instance) (up{${DISCOVERED}})`,
  /** Containers with an invalid label, or without a connection to a stack's network. */
  notScraped:
    `max by (${BY_DISCOVERED}, ${SCRAPE_LABEL_SERIES.join(", ")})` +
    ` ((${LABELLED}) unless on (${labels.containerId}) up{${DISCOVERED}}` +
    ` unless on (${labels.containerId}) (${OF_OTHER_STACKS} unless on (${labels.containerId}) ${ON_OWN_NETWORK}))`,
});

const LOKI = of(jobs.loki);
const LOKI_TARGET = `${BY}, instance`;
const LOKI_REQUESTS = rate(LOKI_TARGET, `loki_request_duration_seconds_count{${LOKI}}`);

/** PromQL on Loki. */
export const lokiQueries = Object.freeze({
  lines: rate(BY, `loki_distributor_lines_received_total{${LOKI}}`),
  bytes: rate(BY, `loki_distributor_bytes_received_total{${LOKI}}`),
  /** Loki creates this counter with the first event. */
  discarded: orNone(
    rate(`${BY}, reason`, `loki_discarded_samples_total{${LOKI}}`),
    "reason",
    BY,
    `loki_ingester_memory_streams{${LOKI}}`,
  ),
  /** Loki creates the counter of stored data with the first chunk. */
  nothingStored: `0 * sum by (${BY_HOST}, job, instance) (up{${LOKI}})`,
  streams: `sum by (${BY}) (loki_ingester_memory_streams{${LOKI}})`,
  chunks: `sum by (${BY}) (loki_ingester_memory_chunks{${LOKI}})`,
  flushFailures: rate(BY, `loki_ingester_chunks_flush_failures_total{${LOKI}}`),
  failedRequests: `${rate(LOKI_TARGET, `loki_request_duration_seconds_count{${LOKI}, status_code=~"5.."}`)} / (${LOKI_REQUESTS} > 0) or 0 * ${LOKI_REQUESTS}`,
  panics: `sum(increase(loki_panic_total{${LOKI}}[$__range]))`,
  requestTime: `histogram_quantile(0.95, sum by (le, route) (rate(loki_request_duration_seconds_bucket{${LOKI}, route=~"otlp_v1_logs|loki_api_v1_query_range"}[$__rate_interval])))`,
});

const TEMPO = of(jobs.tempo);

/** Fills an expression with 0: most of Tempo's series start with the first span. */
const fromFirstSpan = (expr: string) => `${expr} or 0 * sum by (${BY}) (up{${TEMPO}})`;
export function tempoQueries(major: TempoMajor) {
  const own = tempoMetrics[major];
  return {
    spans: fromFirstSpan(rate(BY, `tempo_distributor_spans_received_total{${TEMPO}}`)),
    bytes: fromFirstSpan(rate(BY, `tempo_distributor_bytes_received_total{${TEMPO}}`)),
    discarded: fromFirstSpan(rate(`${BY}, reason`, `tempo_discarded_spans_total{${TEMPO}}`)),
    refused: fromFirstSpan(rate(BY, `tempo_receiver_refused_spans{${TEMPO}}`)),
    liveTraces: fromFirstSpan(`sum by (${BY}) (${own.liveTraces}{${TEMPO}})`),
    flushed: rate(BY, `${own.blocksFlushed}{${TEMPO}}`),
    flushFailures: rate(BY, `${own.failedFlushes}{${TEMPO}}`),
    generatorSeries: fromFirstSpan(
      `sum by (${BY}) (tempo_metrics_generator_registry_active_series{${TEMPO}})`,
    ),
    generatorDiscarded: fromFirstSpan(
      rate(`${BY}, reason`, `tempo_metrics_generator_spans_discarded_total{${TEMPO}}`),
    ),
    generatorFailed: fromFirstSpan(
      rate(BY, `prometheus_remote_storage_samples_failed_total{${TEMPO}}`),
    ),
    requestTime: `histogram_quantile(0.95, sum by (le, route) (rate(tempo_request_duration_seconds_bucket{${TEMPO}, route=~"/tempopb.Pusher.+|/tempopb.MetricsGenerator.+|api_search|api_traces_traceid"}[$__rate_interval])))`,
  };
}

const ALERTMANAGER = of(jobs.alertmanager);

/** PromQL on alert delivery: from Prometheus to Alertmanager, and on to the receivers. */
export const alertmanagerQueries = Object.freeze({
  alerts: `sum by (${BY}, state) (alertmanager_alerts{${ALERTMANAGER}})`,
  taken: rate(BY, `prometheus_notifications_sent_total{${PROMETHEUS}}`),
  lost:
    rate(BY, `prometheus_notifications_errors_total{${PROMETHEUS}}`) +
    ` + ${rate(BY, `prometheus_notifications_dropped_total{${PROMETHEUS}}`)}`,
  told: rate(BY, `alertmanager_notifications_total{${ALERTMANAGER}}`),
  failed: rate(BY, `alertmanager_notifications_failed_total{${ALERTMANAGER}}`),
});

/** Matches the stack's own containers by their label, on the selected hosts. */
const OWN = `${inEnvironment}, ${labels.hostName}=~"$host", ${labels.observabilityStack}!=""`;
const BY_SERVICE = `${labels.environment}, ${labels.hostName}, ${labels.containerName}`;

/** PromQL on the resource usage of the stack itself. */
export const costQueries = Object.freeze({
  cpuTotal: `sum(rate(container_cpu_usage_seconds_total{${OWN}}[$__rate_interval]))`,
  cpuShare:
    `sum(rate(container_cpu_usage_seconds_total{${OWN}}[$__rate_interval]))` +
    ` / sum(rate(container_cpu_usage_seconds_total{${onHost}, container_name!=""}[$__rate_interval]))`,
  memoryTotal: `sum(container_memory_working_set_bytes{${OWN}})`,
  cpu: rate(BY_SERVICE, `container_cpu_usage_seconds_total{${OWN}}`),
  memory: `sum by (${BY_SERVICE}) (container_memory_working_set_bytes{${OWN}})`,
  memoryShare: `sum by (${BY_SERVICE}) (container_memory_working_set_bytes{${OWN}}) / (sum by (${BY_SERVICE}) (container_spec_memory_limit_bytes{${OWN}}) > 0)`,
});

import { parser } from "@prometheus-io/lezer-promql";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { renderedFiles } from "../../components/plan/files.js";
import {
  type AlertName,
  CONTAINER_ALERTS,
  HOST_ALERTS,
  PIPELINE_ALERTS,
} from "../../components/settings/alert-names.js";
import type { PipelineSettings } from "../../components/settings/schema.js";
import { type ServiceName, SERVICES } from "../../components/settings/services.js";
import { settingsWith } from "../../testing/settings.js";

/** Tests that a rule exists only if its metric does: the sources of all metrics, and the alerts that depend on them. */

const runs = (service: ServiceName) => (settings: PipelineSettings) =>
  settings.services.includes(service);
const cadvisor = (settings: PipelineSettings) =>
  runs("cadvisor")(settings) && settings.containerMetrics === "cadvisor";
const dockerStats = (settings: PipelineSettings) => settings.containerMetrics === "docker_stats";
const sends = (settings: PipelineSettings) =>
  runs("alertmanager")(settings) || settings.alertmanagerUrl !== "";

/** Metric names as in the services' own endpoints. */
const writers: readonly {
  when: (settings: PipelineSettings) => boolean;
  metrics: readonly string[];
}[] = [
  {
    when: (settings) => cadvisor(settings) || dockerStats(settings),
    metrics: ["container_memory_working_set_bytes", "container_spec_memory_limit_bytes"],
  },
  {
    when: cadvisor,
    metrics: [
      "container_start_time_seconds",
      "container_health_state",
      "container_spec_cpu_quota",
      "container_spec_cpu_period",
      "container_cpu_cfs_periods_total",
      "container_cpu_cfs_throttled_periods_total",
      "container_pressure_memory_stalled_seconds_total",
      "container_pressure_io_stalled_seconds_total",
      "container_network_receive_errors_total",
      "container_network_transmit_errors_total",
      "container_network_receive_packets_dropped_total",
      "container_network_transmit_packets_dropped_total",
      "container_network_receive_packets_total",
      "container_network_transmit_packets_total",
    ],
  },
  {
    when: (settings) => cadvisor(settings) && settings.oomEvents,
    metrics: ["container_oom_events_total"],
  },
  {
    when: (settings) => runs("agent")(settings) && settings.hostMetrics,
    metrics: [
      "system_cpu_load_average_5m",
      "system_cpu_time_seconds_total",
      "system_filesystem_inodes_usage",
      "system_filesystem_usage_bytes",
      "system_memory_usage_bytes",
      "system_paging_usage_bytes",
    ],
  },
  {
    when: (settings) => cadvisor(settings) && runs("agent")(settings) && settings.hostMetrics,
    metrics: ["packets", "errors", "dropped"].map((what) => `system_network_${what}_total`),
  },
  {
    when: (settings) => runs("collector")(settings) || runs("agent")(settings),
    metrics: [
      "otelcol_exporter_queue_size",
      "otelcol_exporter_queue_capacity",
      ...["spans", "metric_points", "log_records"].flatMap((unit) => [
        `otelcol_receiver_refused_${unit}_total`,
        `otelcol_exporter_sent_${unit}_total`,
        `otelcol_exporter_send_failed_${unit}_total`,
        `otelcol_exporter_enqueue_failed_${unit}_total`,
      ]),
    ],
  },
  {
    when: runs("prometheus"),
    metrics: [
      "up",
      "prometheus_config_last_reload_successful",
      "prometheus_rule_evaluation_failures_total",
      "prometheus_rule_group_interval_seconds",
      "prometheus_rule_group_last_duration_seconds",
      "prometheus_tsdb_compactions_failed_total",
      "prometheus_tsdb_head_chunks_storage_size_bytes",
      "prometheus_tsdb_out_of_bound_samples_total",
      "prometheus_tsdb_out_of_order_samples_total",
      "prometheus_tsdb_retention_limit_bytes",
      "prometheus_tsdb_storage_blocks_bytes",
      "prometheus_tsdb_too_old_samples_total",
      "prometheus_tsdb_wal_corruptions_total",
      "prometheus_tsdb_wal_storage_size_bytes",
    ],
  },
  {
    when: sends,
    metrics: [
      "prometheus_notifications_alertmanagers_discovered",
      "prometheus_notifications_errors_total",
    ],
  },
  {
    when: ({ remoteWriteUrl }) => remoteWriteUrl !== "",
    metrics: [
      "prometheus_remote_storage_queue_highest_sent_timestamp_seconds",
      "prometheus_remote_storage_queue_highest_timestamp_seconds",
      "prometheus_remote_storage_samples_failed_total",
    ],
  },
  {
    when: runs("tempo"),
    metrics: [
      "prometheus_remote_storage_histograms_failed_total",
      "prometheus_remote_storage_samples_failed_total",
      "tempo_discarded_spans_total",
      "tempodb_backend_bytes_total",
      "tempo_ingester_failed_flushes_total",
      "tempo_runtime_config_last_reload_successful",
      "tempodb_compaction_errors_total",
      "tempodb_retention_errors_total",
    ],
  },
  {
    when: runs("loki"),
    metrics: [
      "loki_discarded_samples_total",
      "loki_ingester_chunk_stored_bytes_total",
      "loki_ingester_chunks_flush_failures_total",
      "loki_ingester_wal_disk_full_failures_total",
      "loki_panic_total",
      "loki_request_duration_seconds_count",
      "loki_runtime_config_last_reload_successful",
    ],
  },
  {
    when: runs("alertmanager"),
    metrics: [
      "alertmanager_config_last_reload_successful",
      "alertmanager_notifications_failed_total",
    ],
  },
];

const without = (...absent: ServiceName[]) => ({
  services: SERVICES.filter((name) => name !== "alertmanager" && !absent.includes(name)),
});

const OF_DOCKER_STATS: readonly AlertName[] = [
  "ContainerGone",
  "ContainerMemoryNearLimit",
  "ContainerMemoryGrowing",
  "ContainerMetricsMissing",
];
const notOf = (...beginnings: string[]) =>
  ALL.filter((name) => !beginnings.some((beginning) => name.startsWith(beginning)));
const ALL: readonly AlertName[] = [...CONTAINER_ALERTS, ...HOST_ALERTS, ...PIPELINE_ALERTS];
const NO_REMOTE_WRITE = "PrometheusRemoteWrite";
const NO_ALERTMANAGER = ["Alertmanager", "PrometheusNotifications", NO_REMOTE_WRITE];

/** Settings that determine which metrics exist, with the resulting alerts. */
const variants: Readonly<
  Record<string, { settings: PipelineSettings; alerts: readonly AlertName[] }>
> = {
  "every service": {
    settings: settingsWith({ services: [...SERVICES], remoteWriteUrl: "https://m.example.com" }),
    alerts: ALL,
  },
  defaults: { settings: settingsWith(), alerts: notOf(...NO_ALERTMANAGER) },
  "an own Alertmanager": {
    settings: settingsWith({ alertmanagerUrl: "http://alerts.example.com:9093" }),
    alerts: notOf("Alertmanager", NO_REMOTE_WRITE),
  },
  "cAdvisor over OTLP": {
    settings: settingsWith({ cadvisorTransport: "otlp" }),
    alerts: notOf(...NO_ALERTMANAGER),
  },
  docker_stats: {
    settings: settingsWith({ containerMetrics: "docker_stats" }),
    alerts: [...OF_DOCKER_STATS, ...notOf("Container", "HostNetworkErrors", ...NO_ALERTMANAGER)],
  },
  "no cAdvisor": {
    settings: settingsWith(without("cadvisor")),
    alerts: notOf("Container", "HostNetworkErrors", ...NO_ALERTMANAGER),
  },
  "no OOM events": {
    settings: settingsWith({ oomEvents: false }),
    alerts: notOf("ContainerOomKilled", ...NO_ALERTMANAGER),
  },
  "no host metrics": {
    settings: settingsWith({ hostMetrics: false }),
    alerts: notOf("Host", ...NO_ALERTMANAGER),
  },
  "no Collectors": {
    settings: settingsWith(without("agent", "collector")),
    alerts: notOf("Host", "Collector", "LabelledContainer", ...NO_ALERTMANAGER),
  },
  "stores elsewhere": {
    settings: settingsWith({
      ...without("tempo", "loki"),
      tempoUrl: "http://tempo.example.com:3200",
      tempoOtlpEndpoint: "tempo.example.com:4317",
      lokiUrl: "http://loki.example.com:3100",
    }),
    alerts: notOf("Tempo", "Loki", ...NO_ALERTMANAGER),
  },
  "some disabled": {
    settings: settingsWith({ alertsDisabled: ["HostCpuBusy", "Watchdog"] }),
    alerts: notOf("HostCpuBusy", "Watchdog", ...NO_ALERTMANAGER),
  },
  "all of the hosts disabled": {
    settings: settingsWith({ alertsDisabled: [...HOST_ALERTS] }),
    alerts: notOf("Host", ...NO_ALERTMANAGER),
  },
};

interface Rules {
  groups: { name: string; rules: { alert?: AlertName; record?: string; expr: string }[] }[];
}

function rules(settings: PipelineSettings, file: string) {
  const files = renderedFiles(settings).prometheus ?? {};
  return (load(files[`/config/${file}`] ?? "") as Rules).groups.flatMap((group) => group.rules);
}

/** Returns the metrics that an expression queries. */
function metricsOf(expr: string): string[] {
  const found: string[] = [];
  parser.parse(expr).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) throw new Error(`${expr}: not PromQL at ${from}`);
      if (type.name === "VectorSelector") {
        found.push(/^[\w:]+/.exec(expr.slice(from, to))?.[0] ?? "");
      }
    },
  });
  return found;
}

describe.each(Object.entries(variants))("with %s", (_name, { settings, alerts }) => {
  const rendered = rules(settings, "alerts.yml");

  it("exactly these alerts exist", () => {
    expect(rendered.map(({ alert }) => alert).sort()).toEqual([...alerts].sort());
  });

  it("each queries only metrics that a service writes", () => {
    const written = new Set([
      ...rules(settings, "rules.yml").map(({ record }) => record),
      ...writers.filter(({ when }) => when(settings)).flatMap(({ metrics }) => metrics),
    ]);
    const asked = rendered.flatMap(({ alert, expr }) =>
      metricsOf(expr).map((metric) => `${alert ?? ""}: ${metric}`),
    );
    expect(asked.length).toBeGreaterThan(alerts.length);
    const absent = asked.filter((line) => !written.has(line.split(": ")[1]));
    expect(absent).toEqual([]);
  });
});

it("an alert queries each metric that is listed above", () => {
  const asked = new Set(
    rules(variants["every service"]?.settings ?? settingsWith(), "alerts.yml").flatMap(({ expr }) =>
      metricsOf(expr),
    ),
  );
  const listed = writers.flatMap(({ metrics }) => metrics);
  expect(listed.filter((metric) => !asked.has(metric))).toEqual([]);
});

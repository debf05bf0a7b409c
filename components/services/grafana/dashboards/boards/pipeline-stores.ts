import type { ServiceName } from "../../../../settings/services";
import type { TempoMajor } from "../../../../settings/tempo-version";
import { alertLines } from "../alert-lines";
import type { Section } from "../board";
import type { DashboardsInput } from "../input";
import { timeseries } from "../panels";
import {
  lokiQueries as loki,
  prometheusQueries as prometheus,
  tempoQueries,
} from "../queries/pipeline-health";
import { HOST_LEGEND, onHost } from "../queries/selectors";

const PROMETHEUS = { unit: "short", nothing: "No Prometheus metrics from the selected hosts" };
const LOKI = { unit: "short", nothing: "No Loki metrics from the selected hosts" };
const TEMPO = { unit: "short", nothing: "No Tempo metrics from the selected hosts" };

const STORAGE_ALERTS = {
  PrometheusStorageNearLimit: "prometheus",
  LokiStorageNearBudget: "loki",
  TempoStorageNearBudget: "tempo",
} as const satisfies Record<keyof DashboardsInput["storageUsages"], ServiceName>;

/** All stores of this stack that have a size limit or a disk budget, side by side. */
export function storageSection(input: DashboardsInput): Section[] {
  const usages = Object.entries(STORAGE_ALERTS).flatMap(([name, service]) => {
    const alert = name as keyof typeof STORAGE_ALERTS;
    const usage = input.storageUsages[alert];
    return usage === undefined || !input.scraped.includes(service)
      ? []
      : [{ alert, service, usage }];
  });
  if (usages.length === 0) return [];
  return [
    {
      title: "Storage",
      lines: [
        [
          timeseries({
            title: "Storage usage",
            description:
              "Stored data as a share of the size limit of Prometheus (`metricsRetentionSize`) and of the disk budgets of Loki (`logsDiskSize`) and Tempo (`tracesDiskSize`). At its limit, Prometheus deletes its oldest data. Budgets are not enforced: shorten the retention, or raise the budget if the disk has room.",
            unit: "percentunit",
            alerts: alertLines(input, ...usages.map(({ alert }) => alert)),
            queries: usages.map(({ service, usage }) => ({
              expr:
                service === "loki" ? `${usage(onHost)} or ${loki.nothingStored}` : usage(onHost),
              legend: "{{job}} on {{host_name}}",
            })),
            nothing: "No store has a size limit or a disk budget",
          }),
        ],
      ],
    },
  ];
}

export function prometheusSections(): Section[] {
  return [
    {
      title: "Prometheus",
      lines: [
        [
          timeseries({
            ...PROMETHEUS,
            title: "Series in memory",
            description:
              "Time series in the head block, which holds the last hours. They determine memory usage: remove labels with many values, or raise `prometheusMemoryMiB`.",
            queries: [{ expr: prometheus.series, legend: HOST_LEGEND }],
          }),
          timeseries({
            ...PROMETHEUS,
            title: "Samples ingested",
            description:
              "Samples per second by sample type, from scrapes, OTLP, remote write and rules. If the rate jumps, Samples per scrape shows which target grew.",
            queries: [{ expr: prometheus.samples, legend: "{{type}} on {{host_name}}" }],
          }),
          timeseries({
            title: "Disk usage",
            description:
              "Disk usage by part. `metricsRetention` and `metricsRetentionSize` bound the blocks; head chunks and WAL hold the last hours.",
            unit: "bytes",
            queries: [
              { expr: prometheus.blocks, legend: "blocks on {{host_name}}" },
              { expr: prometheus.head, legend: "head chunks on {{host_name}}" },
              { expr: prometheus.wal, legend: "WAL on {{host_name}}" },
            ],
            nothing: PROMETHEUS.nothing,
          }),
          timeseries({
            ...PROMETHEUS,
            title: "Samples rejected",
            description:
              "Samples per second that were rejected: out of order, out of bounds or duplicate in a scrape, or older than `outOfOrderWindow`. Check host clocks; raise `outOfOrderWindow` to bridge longer outages.",
            queries: [
              { expr: prometheus.rejected, legend: "rejected in scrapes on {{host_name}}" },
              { expr: prometheus.tooOld, legend: "too old on {{host_name}}" },
            ],
          }),
        ],
        rulesAndWrites(),
      ],
    },
  ];
}

function rulesAndWrites() {
  return [
    timeseries({
      title: "Rule evaluation duration",
      description:
        "Duration of the last evaluation of each rule group. It must stay below the interval, or Prometheus skips evaluations: raise `evaluationInterval`.",
      unit: "s",
      queries: [
        { expr: prometheus.ruleDuration, legend: "{{rule_group}}" },
        { expr: prometheus.ruleInterval, legend: "shortest interval" },
      ],
      nothing: PROMETHEUS.nothing,
    }),
    timeseries({
      ...PROMETHEUS,
      title: "Rule evaluation failures",
      description: "Rule evaluations that failed per second. Open `/rules` in Prometheus.",
      queries: [{ expr: prometheus.ruleFailures, legend: HOST_LEGEND }],
    }),
    timeseries({
      title: "Write time (p95)",
      description:
        "Duration (p95) of write requests from the Collector and Tempo. If it grows, check the CPU and disk of the host.",
      unit: "s",
      queries: [{ expr: prometheus.writeTime, legend: "{{handler}}" }],
      nothing: "No writes in this time range",
    }),
  ];
}

export function lokiSection(input: DashboardsInput): Section {
  return {
    title: "Loki",
    lines: [
      [
        timeseries({
          title: "Lines received",
          description: "Log lines per second that Loki received.",
          unit: "short",
          queries: [{ expr: loki.lines, legend: HOST_LEGEND }],
          nothing: "No log lines received in this time range",
        }),
        timeseries({
          title: "Bytes received",
          description: "Bytes of log lines received per second, before compression.",
          unit: "Bps",
          queries: [{ expr: loki.bytes, legend: HOST_LEGEND }],
          nothing: "No log lines received in this time range",
        }),
        timeseries({
          ...LOKI,
          title: "Lines discarded",
          description:
            "Log lines per second that Loki discarded, by reason. Should be 0: the Collector retries rate-limited lines, all others are lost. Reduce noisy containers, or exclude them with `logExclude`.",
          queries: [{ expr: loki.discarded, legend: "{{reason}}" }],
        }),
      ],
      chunksAndRequests(input),
    ],
  };
}

function chunksAndRequests(input: DashboardsInput) {
  return [
    timeseries({
      ...LOKI,
      title: "Streams in memory",
      description:
        "Active streams and their chunks in memory. Many small streams use the most memory: raise `lokiMemoryMiB` if Loki gets close to its limit.",
      queries: [
        { expr: loki.streams, legend: "streams on {{host_name}}" },
        { expr: loki.chunks, legend: "chunks on {{host_name}}" },
      ],
    }),
    timeseries({
      ...LOKI,
      title: "Flush failures",
      description:
        "Chunk flushes per second that failed. Should be 0: check free disk space and Loki's logs before you restart Loki.",
      queries: [{ expr: loki.flushFailures, legend: HOST_LEGEND }],
    }),
    timeseries({
      title: "Request time (p95)",
      description: "Duration (p95) of Loki's write and query requests.",
      unit: "s",
      queries: [{ expr: loki.requestTime, legend: "{{route}}" }],
      nothing: "No writes or queries in this time range",
    }),
    timeseries({
      title: "Failed requests",
      description:
        "Share of requests that Loki answered with a server error. Should be 0: check the logs of Loki.",
      unit: "percentunit",
      softMax: 0.1,
      alerts: alertLines(input, "LokiRequestsFailing"),
      queries: [{ expr: loki.failedRequests, legend: "{{instance}} on {{host_name}}" }],
      nothing: LOKI.nothing,
    }),
  ];
}

export function tempoSection(major: TempoMajor): Section {
  const tempo = tempoQueries(major);
  return {
    title: "Tempo",
    lines: [
      [
        timeseries({
          ...TEMPO,
          title: "Spans received",
          description: "Spans per second that Tempo received.",
          queries: [{ expr: tempo.spans, legend: HOST_LEGEND }],
        }),
        timeseries({
          title: "Span bytes received",
          description: "Bytes of spans per second that Tempo received.",
          unit: "Bps",
          queries: [{ expr: tempo.bytes, legend: HOST_LEGEND }],
          nothing: TEMPO.nothing,
        }),
        timeseries({
          ...TEMPO,
          title: "Spans rejected",
          description:
            "Spans per second that Tempo refused (the Collector retries them) or discarded, by reason. Should be 0: reduce or sample the spans of the service that sends most.",
          queries: [
            { expr: tempo.refused, legend: "refused on {{host_name}}" },
            { expr: tempo.discarded, legend: "discarded {{reason}} on {{host_name}}" },
          ],
        }),
        timeseries({
          ...TEMPO,
          title: "Live traces",
          description: "Traces not yet written to disk, lost if Tempo is killed.",
          queries: [{ expr: tempo.liveTraces, legend: HOST_LEGEND }],
        }),
      ],
      blocksAndRequestMetrics(tempo),
    ],
  };
}

function blocksAndRequestMetrics(tempo: ReturnType<typeof tempoQueries>) {
  return [
    timeseries({
      ...TEMPO,
      title: "Blocks flushed",
      description:
        "Blocks per second that Tempo flushed, and flushes that failed. On failures, check free disk space and Tempo's logs.",
      queries: [
        { expr: tempo.flushed, legend: "flushed on {{host_name}}" },
        { expr: tempo.flushFailures, legend: "failed on {{host_name}}" },
      ],
    }),
    timeseries({
      ...TEMPO,
      title: "Span metrics series",
      description:
        "Active time series that Tempo's metrics-generator derives from spans. A sudden rise points to span names or attributes with too many values.",
      queries: [{ expr: tempo.generatorSeries, legend: HOST_LEGEND }],
    }),
    timeseries({
      ...TEMPO,
      title: "Span metrics lost",
      description:
        "Spans per second that the metrics-generator discarded, by reason, and samples that failed to reach Prometheus. Should be 0: check the logs of Tempo and the rejected samples of Prometheus.",
      queries: [
        { expr: tempo.generatorDiscarded, legend: "discarded {{reason}}" },
        { expr: tempo.generatorFailed, legend: "failed writes on {{host_name}}" },
      ],
    }),
    timeseries({
      title: "Request time (p95)",
      description:
        "Duration (p95) of Tempo's write and query requests. If queries are slow, shorten their time range or compare its memory with `tempoMemoryMiB`.",
      unit: "s",
      queries: [{ expr: tempo.requestTime, legend: "{{route}}" }],
      nothing: "No spans or queries in this time range",
    }),
  ];
}

import type { TempoMajor } from "../../../../settings/tempo-version";
import type { Section } from "../board";
import { timeseries } from "../panels";
import {
  collectorQueries as collector,
  lokiQueries as loki,
  prometheusQueries as prometheus,
  tempoQueries,
} from "../queries/pipeline-health";
import { HOST_LEGEND } from "../queries/selectors";
import { NEARLY_FULL } from "../scales";

const QUEUE_LEGEND = "{{job}}: {{exporter}} ({{data_type}}) on {{host_name}}";
const RECEIVER_LEGEND = "{{job}}: {{signal}} via {{receiver}} on {{host_name}}";
const EXPORTER_LEGEND = "{{job}}: {{signal}} to {{exporter}} on {{host_name}}";

const NO_COLLECTOR = "No Collector metrics from the selected hosts";
const DATA = { unit: "short", nothing: "None in this time range" };
const PROMETHEUS = { unit: "short", nothing: "No Prometheus metrics from the selected hosts" };
const LOKI = { unit: "short", nothing: "No Loki metrics from the selected hosts" };
const TEMPO = { unit: "short", nothing: "No Tempo metrics from the selected hosts" };

/** Gateway and agent Collectors: receivers, sending queues and exporters. */
export function collectorSection(): Section {
  return {
    title: "OpenTelemetry Collectors",
    lines: [
      [
        timeseries({
          ...DATA,
          title: "Data accepted",
          description: "Spans, log records and metric points accepted per second.",
          queries: [{ expr: collector.accepted, legend: RECEIVER_LEGEND }],
        }),
        timeseries({
          ...DATA,
          title: "Data refused or failed",
          description:
            "Items per second that the receivers did not accept: refused because memory is short or a queue is full, or failed. Check the queues below; if memory is short, raise `collectorMemoryMiB` or `agentMemoryMiB`.",
          queries: [
            { expr: collector.refused, legend: `refused, ${RECEIVER_LEGEND}` },
            { expr: collector.failed, legend: `failed, ${RECEIVER_LEGEND}` },
          ],
        }),
        timeseries({
          ...DATA,
          title: "Data sent",
          description: "Items per second that the destinations acknowledged.",
          queries: [{ expr: collector.sent, legend: EXPORTER_LEGEND }],
        }),
      ],
      [
        timeseries({
          title: "Data queued",
          description: "Bytes in the sending queues. If one grows, check its destination.",
          unit: "bytes",
          queries: [{ expr: collector.queued, legend: QUEUE_LEGEND }],
          nothing: NO_COLLECTOR,
        }),
        timeseries({
          title: "Queue usage",
          description:
            "Usage of each sending queue, as a share of its capacity. A full queue blocks its senders: check its destination, or raise `queueSize`.",
          unit: "percentunit",
          max: 1,
          thresholds: NEARLY_FULL,
          queries: [{ expr: collector.queueUsed, legend: QUEUE_LEGEND }],
          nothing: NO_COLLECTOR,
        }),
        timeseries({
          ...DATA,
          title: "Data lost",
          description:
            "Items per second that a destination rejected permanently or that failed to enter a queue. Should be 0: check the Collector's logs for the reason.",
          queries: [
            { expr: collector.sendFailed, legend: EXPORTER_LEGEND },
            { expr: collector.lost, legend: "enqueue failed" },
          ],
        }),
      ],
    ],
  };
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

export function lokiSection(): Section {
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
      [
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
      ],
    ],
  };
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

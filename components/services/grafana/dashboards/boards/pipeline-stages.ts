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
const RECEIVER_LEGEND = "{{job}}: {{signal}} by {{receiver}} on {{host_name}}";
const EXPORTER_LEGEND = "{{job}}: {{signal}} to {{exporter}} on {{host_name}}";

/** Gateway and agents: in at the receivers, through the queues, out at the exporters. */
export function collectorSection(): Section {
  return {
    title: "OpenTelemetry Collectors",
    lines: [
      [
        timeseries({
          title: "Accepted",
          description: "Spans, log records and metric points per second that were taken in.",
          unit: "short",
          queries: [{ expr: collector.accepted, legend: RECEIVER_LEGEND }],
        }),
        timeseries({
          title: "Refused and failed",
          description:
            "What was not taken in, per second: refused for want of room (a good sender tries again), or failed within the Collector.",
          unit: "short",
          queries: [
            { expr: collector.refused, legend: `refused, ${RECEIVER_LEGEND}` },
            { expr: collector.failed, legend: `failed, ${RECEIVER_LEGEND}` },
          ],
        }),
        timeseries({
          title: "Sent",
          description: "What the stores acknowledged, per second.",
          unit: "short",
          queries: [{ expr: collector.sent, legend: EXPORTER_LEGEND }],
        }),
      ],
      [
        timeseries({
          title: "Queued",
          description:
            "Bytes on disk that wait to be sent. A queue that grows has a store that does not take.",
          unit: "bytes",
          queries: [{ expr: collector.queued, legend: QUEUE_LEGEND }],
        }),
        timeseries({
          title: "Queues full",
          description: "Share of each queue that is in use. A full queue makes its senders wait.",
          unit: "percentunit",
          max: 1,
          thresholds: NEARLY_FULL,
          queries: [{ expr: collector.queueUsed, legend: QUEUE_LEGEND }],
        }),
        timeseries({
          title: "Lost on the way out",
          description:
            "Per second: what a store refused for good, and what found no place in a queue. Should be zero.",
          unit: "short",
          queries: [
            { expr: collector.sendFailed, legend: EXPORTER_LEGEND },
            { expr: collector.lost, legend: "no place in the queue" },
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
            title: "Series in memory",
            description: "Series of the last hours. Memory grows with them, whatever their rate.",
            unit: "short",
            queries: [{ expr: prometheus.series, legend: HOST_LEGEND }],
          }),
          timeseries({
            title: "Samples stored",
            description:
              "Samples per second: scraped, sent over OTLP or written by Tempo and rules.",
            unit: "short",
            queries: [{ expr: prometheus.samples, legend: "{{type}} on {{host_name}}" }],
          }),
          timeseries({
            title: "Disk space",
            description:
              "Blocks are bounded by the retention; the log and the head hold the last hours.",
            unit: "bytes",
            queries: [
              { expr: prometheus.blocks, legend: "blocks on {{host_name}}" },
              { expr: prometheus.head, legend: "head chunks on {{host_name}}" },
              { expr: prometheus.wal, legend: "write-ahead log on {{host_name}}" },
            ],
          }),
          timeseries({
            title: "Samples refused",
            description:
              "Per second: scraped out of order, out of bounds or twice; or later than the out-of-order window allows.",
            unit: "short",
            queries: [
              { expr: prometheus.rejected, legend: "scraped on {{host_name}}" },
              { expr: prometheus.tooOld, legend: "too late on {{host_name}}" },
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
      title: "Time of a rule group",
      description: "How long the last evaluation took. It must stay below the interval.",
      unit: "s",
      queries: [
        { expr: prometheus.ruleDuration, legend: "{{rule_group}}" },
        { expr: prometheus.ruleInterval, legend: "shortest interval" },
      ],
    }),
    timeseries({
      title: "Failed rules",
      description: "Evaluations per second that failed. Should be zero.",
      unit: "short",
      queries: [{ expr: prometheus.ruleFailures, legend: HOST_LEGEND }],
    }),
    timeseries({
      title: "Time of a write, 95 %",
      description: "How long Prometheus took to store what the Collector or Tempo sent.",
      unit: "s",
      queries: [{ expr: prometheus.writeTime, legend: "{{handler}}" }],
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
          description: "Log lines per second.",
          unit: "short",
          queries: [{ expr: loki.lines, legend: HOST_LEGEND }],
        }),
        timeseries({
          title: "Bytes received",
          description: "Bytes of log lines per second, before compression.",
          unit: "Bps",
          queries: [{ expr: loki.bytes, legend: HOST_LEGEND }],
        }),
        timeseries({
          title: "Discarded lines",
          description: "Lines per second that Loki refused, by reason. Should be zero.",
          unit: "short",
          queries: [{ expr: loki.discarded, legend: "{{reason}}" }],
        }),
      ],
      [
        timeseries({
          title: "Streams in memory",
          description:
            "Streams that had lines lately, and their chunks. Many streams of few lines cost most.",
          unit: "short",
          queries: [
            { expr: loki.streams, legend: "streams on {{host_name}}" },
            { expr: loki.chunks, legend: "chunks on {{host_name}}" },
          ],
        }),
        timeseries({
          title: "Failed flushes",
          description: "Chunks per second that could not be written to disk. Should be zero.",
          unit: "short",
          queries: [{ expr: loki.flushFailures, legend: HOST_LEGEND }],
        }),
        timeseries({
          title: "Time of a request, 95 %",
          description: "How long Loki took to store lines and to answer queries.",
          unit: "s",
          queries: [{ expr: loki.requestTime, legend: "{{route}}" }],
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
          title: "Spans received",
          description: "Spans per second.",
          unit: "short",
          queries: [{ expr: tempo.spans, legend: HOST_LEGEND }],
        }),
        timeseries({
          title: "Span bytes received",
          description: "Bytes of spans per second.",
          unit: "Bps",
          queries: [{ expr: tempo.bytes, legend: HOST_LEGEND }],
        }),
        timeseries({
          title: "Refused and discarded spans",
          description:
            "Spans per second that Tempo refused (the Collector tries again) or dropped, by reason. Should be zero.",
          unit: "short",
          queries: [
            { expr: tempo.refused, legend: "refused on {{host_name}}" },
            { expr: tempo.discarded, legend: "discarded {{reason}} on {{host_name}}" },
          ],
        }),
        timeseries({
          title: "Live traces",
          description: "Traces in memory that are not in a block yet: lost if Tempo is killed.",
          unit: "short",
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
      title: "Blocks flushed",
      description: "Blocks per second that were written, and those that could not be.",
      unit: "short",
      queries: [
        { expr: tempo.flushed, legend: "flushed on {{host_name}}" },
        { expr: tempo.flushFailures, legend: "failed on {{host_name}}" },
      ],
    }),
    timeseries({
      title: "Request metrics made",
      description: "Series that Tempo makes of the spans.",
      unit: "short",
      queries: [{ expr: tempo.generatorSeries, legend: HOST_LEGEND }],
    }),
    timeseries({
      title: "Request metrics lost",
      description:
        "Spans per second left out of the request metrics, by reason, and samples that Prometheus did not take. Should be zero.",
      unit: "short",
      queries: [
        { expr: tempo.generatorDiscarded, legend: "left out {{reason}}" },
        { expr: tempo.generatorFailed, legend: "not taken on {{host_name}}" },
      ],
    }),
    timeseries({
      title: "Time of a request, 95 %",
      description: "How long Tempo took to store spans and to answer queries.",
      unit: "s",
      queries: [{ expr: tempo.requestTime, legend: "{{route}}" }],
      nothing: "No spans and no queries in this time",
    }),
  ];
}

import { alertLines } from "../alert-lines";
import type { Section } from "../board";
import type { DashboardsInput } from "../input";
import { timeseries } from "../panels";
import { collectorQueries as collector } from "../queries/pipeline-health";

const QUEUE_LEGEND = "{{job}}: {{exporter}} ({{data_type}}) on {{host_name}}";
const RECEIVER_LEGEND = "{{job}}: {{signal}} via {{receiver}} on {{host_name}}";
const EXPORTER_LEGEND = "{{job}}: {{signal}} to {{exporter}} on {{host_name}}";

const NO_COLLECTOR = "No Collector metrics from the selected hosts";
const DATA = { unit: "short", nothing: "None in this time range" };

/** Gateway and agent Collectors: receivers, sending queues and exporters. */
export function collectorSection(input: DashboardsInput): Section {
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
          alerts: alertLines(input, "CollectorQueueFilling"),
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

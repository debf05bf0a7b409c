import { type AlertCase, on, scraped, series } from "./promtool";

const at = scraped("otel-collector", "otel-collector:8888");
const of = (metric: string, more: Record<string, string> = {}) =>
  series(metric, { ...at, ...more });
const up = of("up");
const RECEIVER = { receiver: "otlp" };
const EXPORTER = { exporter: "otlp_grpc/tempo" };
const QUEUE = { ...EXPORTER, data_type: "traces" };
const queue = (size: string, capacity = "1000x60") => ({
  [of("otelcol_exporter_queue_size", QUEUE)]: size,
  [of("otelcol_exporter_queue_capacity", QUEUE)]: capacity,
});

export const collectionCases: readonly AlertCase[] = [
  {
    alert: "Watchdog",
    fires: {
      series: {},
      at: "0s",
      labels: { severity: "info", deployment_environment_name: "test", environment: "test" },
    },
  },
  {
    alert: "TargetDown",
    fires: {
      series: { [series("up", scraped("tempo", "tempo:3200"))]: "1x10 0x40" },
      at: "9m",
      labels: { ...scraped("tempo", "tempo:3200"), severity: "critical" },
    },
    silent: {
      series: { [series("up", scraped("tempo", "tempo:3200"))]: "1x10 0x4 1x40" },
      at: "9m",
    },
  },
  {
    alert: "LabelledContainerDown",
    fires: {
      series: { [series("up", { ...on.container, ...scraped("shop", "shop:8080") })]: "1x10 0x40" },
      at: "9m",
      labels: { ...on.container, ...scraped("shop", "shop:8080"), severity: "warning" },
    },
    silent: {
      series: {
        [series("up", { ...on.container, ...scraped("shop", "shop:8080") })]: "1x40",
        [series("up", scraped("tempo", "tempo:3200"))]: "1x10 0x40",
      },
      at: "9m",
    },
  },
  {
    alert: "CollectorRefusing",
    fires: {
      series: {
        [of("otelcol_receiver_refused_spans_total", { ...RECEIVER, transport: "grpc" })]: "0+30x60",
      },
      at: "8m",
      labels: { ...at, ...RECEIVER, signal: "traces", severity: "warning" },
    },
    silent: {
      series: { [of("otelcol_receiver_refused_spans_total", RECEIVER)]: "0x10 30x50" },
      at: "8m",
    },
  },
  {
    alert: "CollectorDataLost",
    fires: {
      series: {
        [up]: "1x60",
        [of("otelcol_exporter_send_failed_log_records_total", EXPORTER)]: "0x40 20x20",
      },
      at: "11m",
      labels: { ...at, ...EXPORTER, signal: "logs", severity: "critical" },
    },
    silent: {
      series: {
        [up]: "1x60",
        [of("otelcol_exporter_send_failed_log_records_total", EXPORTER)]: "20x60",
      },
      at: "11m",
    },
  },
  {
    alert: "CollectorDataLost",
    fires: {
      // This counter appears with its first event.
      series: {
        [up]: "1x60",
        [of("otelcol_exporter_enqueue_failed_metric_points_total", EXPORTER)]: "_x40 5x20",
      },
      at: "12m",
      labels: { ...at, ...EXPORTER, signal: "metrics", severity: "critical" },
    },
    silent: {
      series: {
        [up]: "1x80",
        [of("otelcol_exporter_enqueue_failed_metric_points_total", EXPORTER)]: "_x40 5x40",
      },
      at: "17m",
    },
  },
  {
    alert: "CollectorNotSending",
    fires: {
      series: {
        ...queue("0x10 5+5x50"),
        [of("otelcol_exporter_sent_spans_total", EXPORTER)]: "0+10x10 100x50",
      },
      at: "11m",
      labels: { ...at, ...QUEUE, severity: "critical" },
    },
    // The queue is long, but data is sent.
    silent: {
      series: {
        ...queue("500x60"),
        [of("otelcol_exporter_sent_spans_total", EXPORTER)]: "0+10x60",
      },
      at: "11m",
    },
  },
  {
    alert: "CollectorQueueFilling",
    fires: {
      series: queue("850x60"),
      at: "6m",
      labels: { ...at, ...QUEUE, severity: "critical" },
    },
    silent: { series: queue("790x60"), at: "6m" },
  },
];

import { SeverityNumber } from "@opentelemetry/api-logs";
import {
  ProtobufLogsSerializer,
  ProtobufMetricsSerializer,
  ProtobufTraceSerializer,
} from "@opentelemetry/otlp-transformer";
import { logs, metrics, resources, tracing } from "@opentelemetry/sdk-node";

export const SIGNALS = ["spans", "log records", "metric points"] as const;
export type Signal = (typeof SIGNALS)[number];

/** As many items as an SDK sends at once. */
export const BATCH = 512;

/** Requests with so many batches of items, no two alike, as the SDK for JavaScript encodes them for OTLP over HTTP. */
export async function payloads(
  signal: Signal,
  service: string,
  batches: number,
): Promise<Uint8Array[]> {
  const bodies: Uint8Array[] = [];
  const resource = resources.resourceFromAttributes({
    "service.name": service,
    "service.version": "1.0.0",
    "host.name": "bench",
  });
  const make = MAKERS[signal](resource);
  while (bodies.length < batches) bodies.push(await make());
  return bodies;
}

type Maker = (resource: resources.Resource) => () => Promise<Uint8Array>;

const ATTRIBUTES = {
  "http.request.method": "GET",
  "http.route": "/orders/{id}",
  "http.response.status_code": 200,
  "server.address": "shop",
};

const MAKERS: Record<Signal, Maker> = {
  spans: (resource) => {
    const exporter = new tracing.InMemorySpanExporter();
    const spanProcessors = [new tracing.SimpleSpanProcessor(exporter)];
    const tracer = new tracing.BasicTracerProvider({ resource, spanProcessors }).getTracer("bench");
    return () => {
      exporter.reset();
      for (let i = 0; i < BATCH; i++) {
        tracer.startSpan("GET /orders/{id}", { attributes: ATTRIBUTES, root: true }).end();
      }
      return Promise.resolve(
        encoded(ProtobufTraceSerializer.serializeRequest(exporter.getFinishedSpans())),
      );
    };
  },
  "log records": (resource) => {
    const exporter = new logs.InMemoryLogRecordExporter();
    const processors = [new logs.SimpleLogRecordProcessor({ exporter })];
    const logger = new logs.LoggerProvider({ resource, processors }).getLogger("bench");
    let number = 0;
    return () => {
      exporter.reset();
      for (let i = 0; i < BATCH; i++) {
        logger.emit({
          severityNumber: SeverityNumber.INFO,
          severityText: "INFO",
          body: `order ${number++} was read from the store and sent to its buyer`,
          attributes: ATTRIBUTES,
        });
      }
      return Promise.resolve(
        encoded(ProtobufLogsSerializer.serializeRequest(exporter.getFinishedLogRecords())),
      );
    };
  },
  "metric points": (resource) => {
    const reader = new metrics.PeriodicExportingMetricReader({
      exporter: new metrics.InMemoryMetricExporter(metrics.AggregationTemporality.CUMULATIVE),
      exportIntervalMillis: 2 ** 30,
    });
    const counter = new metrics.MeterProvider({ resource, readers: [reader] })
      .getMeter("bench")
      .createCounter("bench_requests");
    let last = 0;
    return async () => {
      // Points of one series need times of their own.
      while (Date.now() === last) await new Promise((resolve) => setImmediate(resolve));
      last = Date.now();
      for (let i = 0; i < BATCH; i++) counter.add(1, { ...ATTRIBUTES, instance: String(i) });
      const { resourceMetrics } = await reader.collect();
      return encoded(ProtobufMetricsSerializer.serializeRequest(resourceMetrics));
    };
  },
};

export function encoded(body: Uint8Array | undefined): Uint8Array {
  if (body === undefined) throw new Error("The SDK encodes nothing.");
  return body;
}

import { createHash } from "node:crypto";
import { ROOT_CONTEXT } from "@opentelemetry/api";
import { SeverityNumber } from "@opentelemetry/api-logs";
import { OTLPLogExporter as GrpcLogs } from "@opentelemetry/exporter-logs-otlp-grpc";
import { OTLPLogExporter as HttpLogs } from "@opentelemetry/exporter-logs-otlp-proto";
import { OTLPMetricExporter as GrpcMetrics } from "@opentelemetry/exporter-metrics-otlp-grpc";
import { OTLPMetricExporter as HttpMetrics } from "@opentelemetry/exporter-metrics-otlp-proto";
import { OTLPTraceExporter as GrpcTraces } from "@opentelemetry/exporter-trace-otlp-grpc";
import { OTLPTraceExporter as HttpTraces } from "@opentelemetry/exporter-trace-otlp-proto";
import { logs, metrics, resources, tracing } from "@opentelemetry/sdk-node";
import type { LoadOptions, OtlpSignal, SenderName } from "./messages";
import { telling } from "./telling";

/** Half a second instead of the SDK's five, so that a fault of some seconds affects many exports. */
const EXPORT_EVERY_MS = 500;
const COLLECT_EVERY_MS = 1000;
const SERIES = 5;

/** An app with an ordinary SDK, whose exporters use the default timeouts and retries. */
export class App {
  readonly #made: Record<OtlpSignal, number> = { spans: 0, logs: 0, metrics: 0 };
  readonly #traces: tracing.BasicTracerProvider;
  readonly #logs: logs.LoggerProvider;
  readonly #metrics: metrics.MeterProvider;

  constructor(
    private readonly sender: SenderName,
    { httpEndpoint, grpcEndpoint }: LoadOptions,
  ) {
    const grpc = sender.transport === "grpc";
    const http = (path: string) => ({ url: `${httpEndpoint}/v1/${path}` });
    const resource = resources.resourceFromAttributes({ "service.name": sender.name });
    this.#traces = new tracing.BasicTracerProvider({
      resource,
      idGenerator: {
        generateTraceId: () => traceIdOf(sender.name, Date.now()),
        generateSpanId: () => (++this.#made.spans).toString(16).padStart(16, "0"),
      },
      spanProcessors: [
        new tracing.BatchSpanProcessor(
          telling(
            "spans",
            sender.name,
            grpc ? new GrpcTraces({ url: grpcEndpoint }) : new HttpTraces(http("traces")),
          ),
          { scheduledDelayMillis: EXPORT_EVERY_MS },
        ),
      ],
    });
    this.#logs = new logs.LoggerProvider({
      resource,
      processors: [
        new logs.BatchLogRecordProcessor({
          exporter: telling(
            "logs",
            sender.name,
            grpc ? new GrpcLogs({ url: grpcEndpoint }) : new HttpLogs(http("logs")),
          ),
          scheduledDelayMillis: EXPORT_EVERY_MS,
        }),
      ],
    });
    this.#metrics = new metrics.MeterProvider({
      resource,
      readers: [
        new metrics.PeriodicExportingMetricReader({
          exporter: telling(
            "metrics",
            sender.name,
            grpc ? new GrpcMetrics({ url: grpcEndpoint }) : new HttpMetrics(http("metrics")),
          ),
          exportIntervalMillis: COLLECT_EVERY_MS,
          exportTimeoutMillis: COLLECT_EVERY_MS,
        }),
      ],
    });
    this.#metrics
      .getMeter("faults")
      .createObservableGauge("fault.points")
      .addCallback((result) => {
        for (let series = 0; series < SERIES; series++) {
          result.observe(++this.#made.metrics, { series });
        }
      });
  }

  /** Creates a span and a log record. Metric points are created at each collection. */
  work(): void {
    this.#traces.getTracer("faults").startSpan("work", { root: true }, ROOT_CONTEXT).end();
    const body = String(++this.#made.logs);
    this.#logs
      .getLogger("faults")
      .emit({ severityNumber: SeverityNumber.INFO, body, context: ROOT_CONTEXT });
  }

  async end(): Promise<void> {
    const ends = [this.#traces, this.#logs, this.#metrics].map((part) => part.shutdown());
    // The wrapped exporter reports exports that finally fail.
    await Promise.allSettled(ends);
  }

  get offered(): { signal: OtlpSignal; sender: string; count: number }[] {
    const { name } = this.sender;
    return Object.entries(this.#made).map(([signal, count]) => ({
      signal: signal as OtlpSignal,
      sender: name,
      count,
    }));
  }
}

/** Returns a new trace ID every second, for traces as short as those of requests. */
function traceIdOf(sender: string, time: number): string {
  return createHash("md5")
    .update(`${sender}/${Math.floor(time / 1000)}`)
    .digest("hex");
}

import { containerDetector } from "@opentelemetry/resource-detector-container";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { NodeSDK, resources } from "@opentelemetry/sdk-node";

/**
 * What the service tells of where it runs: one of the three ways in which apps are met. `container` and
 * `host` are what an SDK with and without a container detector sends; `environment` is only what whoever
 * started the container has set.
 */
const detectors = {
  container: [containerDetector, resources.envDetector],
  host: [resources.hostDetector, resources.envDetector],
  environment: [resources.envDetector],
};

const wanted = process.env["DEMO_RESOURCE"] ?? "environment";
if (!Object.hasOwn(detectors, wanted)) throw new Error(`DEMO_RESOURCE: there is no "${wanted}"`);

// Where to and in which form is said by the OTEL_* variables; what is not asked for there is off.
process.env["OTEL_TRACES_EXPORTER"] ??= "otlp";
process.env["OTEL_LOGS_EXPORTER"] ??= "otlp";
process.env["OTEL_METRICS_EXPORTER"] ??= "otlp";

const sdk = new NodeSDK({
  resourceDetectors: detectors[wanted as keyof typeof detectors],
  instrumentations: [new HttpInstrumentation()],
});
sdk.start();

/** Sends what is still held back. */
export function shutdown(): Promise<void> {
  return sdk.shutdown();
}

// First: what is imported after it is seen by the instrumentation.
import { shutdown } from "./telemetry";
import { metrics, SpanStatusCode, trace } from "@opentelemetry/api";
import { logs, SeverityNumber } from "@opentelemetry/api-logs";
import { createServer, get } from "node:http";
import { misbehave } from "./fault";

/** One service of the demo. It answers, after it has asked the next one; the first one makes the orders too. */
const name = process.env["OTEL_SERVICE_NAME"] ?? "demo";
const next = process.env["DEMO_NEXT"];
const ordersEveryMs = Number(process.env["DEMO_ORDERS_EVERY_MS"] ?? 0);
const port = 8080;

const tracer = trace.getTracer("demo");
const logger = logs.getLogger("demo");
const handled = metrics.getMeter("demo").createCounter("demo.requests", {
  description: "Requests that a service of the demo has handled.",
});

let count = 0;

/** Says it on both ways: to stdout, as any program does, and over OTLP, where the SDK adds the span. */
function say(severity: "INFO" | "ERROR", message: string): void {
  const traceId = trace.getActiveSpan()?.spanContext().traceId ?? "";
  console.log(`${severity} ${message} trace_id=${traceId}`);
  const severityNumber = severity === "ERROR" ? SeverityNumber.ERROR : SeverityNumber.INFO;
  logger.emit({ severityNumber, severityText: severity, body: message });
}

function ask(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      let text = "";
      response.on("data", (chunk) => (text += String(chunk)));
      response.on("end", () => {
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    }).on("error", reject);
  });
}

async function work(): Promise<void> {
  count++;
  await misbehave(count);
  if (next !== undefined) await ask(next);
  handled.add(1);
  say("INFO", `${name} handled request ${count}`);
}

async function order(): Promise<void> {
  await tracer.startActiveSpan("place order", async (span) => {
    try {
      await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).message });
      say("ERROR", `order failed: ${(error as Error).message}`);
    } finally {
      span.end();
    }
  });
}

createServer((_, response) => {
  work().then(
    () => response.end("ok"),
    (error: unknown) => {
      say("ERROR", `${name}: ${(error as Error).message}`);
      response.statusCode = 500;
      response.end();
    },
  );
}).listen(port);

if (ordersEveryMs > 0) setInterval(() => void order(), ordersEveryMs);

process.on("SIGTERM", () => {
  void shutdown().finally(() => process.exit(0));
});

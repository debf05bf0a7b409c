import type { Exported, OtlpSignal } from "./messages";

/** Result of an export call of any exporter of the SDK. Code 0 is success. */
interface Result {
  readonly code: number;
  readonly error?: Error;
}

type Export = (batch: never, done: (result: Result) => void) => void;

/** Wraps an exporter so that it also reports to the ledger whether each batch was acknowledged or given up. */
export function telling<Exporter extends { export: Export }>(
  signal: OtlpSignal,
  sender: string,
  exporter: Exporter,
): Exporter {
  const send = exporter.export.bind(exporter);
  exporter.export = (batch: never, done: (result: Result) => void) => {
    const { numbers, traceIds } = content(signal, batch);
    send(batch, (result) => {
      const told: Exported = {
        kind: "exported",
        signal,
        sender,
        numbers,
        traceIds,
        acknowledged: result.code === 0,
        error: result.error?.message ?? "",
        at: Date.now(),
      };
      process.send?.(told);
      done(result);
    });
  };
  return exporter;
}

interface Content {
  readonly numbers: number[];
  readonly traceIds: string[];
}

type Spans = readonly { spanContext(): { traceId: string; spanId: string } }[];
type Records = readonly { body?: unknown }[];
interface Points {
  readonly scopeMetrics: { metrics: { dataPoints: { value: unknown }[] }[] }[];
}

function content(signal: OtlpSignal, batch: unknown): Content {
  switch (signal) {
    case "spans": {
      const contexts = (batch as Spans).map((span) => span.spanContext());
      return {
        numbers: contexts.map(({ spanId }) => parseInt(spanId, 16)),
        traceIds: contexts.map(({ traceId }) => traceId),
      };
    }
    case "logs":
      return { numbers: (batch as Records).map(({ body }) => Number(body)), traceIds: [] };
    case "metrics": {
      const found = (batch as Points).scopeMetrics.flatMap(({ metrics }) => metrics);
      const numbers = found.flatMap(({ dataPoints }) =>
        dataPoints.map(({ value }) => Number(value)),
      );
      return { numbers, traceIds: [] };
    }
  }
}

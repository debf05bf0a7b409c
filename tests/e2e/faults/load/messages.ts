/** Signals that are sent over OTLP, and printed lines. Each sender numbers its items, starting at 1. */
export const SIGNALS = ["spans", "logs", "metrics", "lines"] as const;
export type Signal = (typeof SIGNALS)[number];
export type OtlpSignal = Exclude<Signal, "lines">;

/** Options of the sender's process. */
export interface LoadOptions {
  /** Part of the name of each sender, so that a run finds only its own items. */
  readonly run: string;
  readonly httpEndpoint: string;
  readonly grpcEndpoint: string;
}

export const TRANSPORTS = ["http", "grpc"] as const;
export type Transport = (typeof TRANSPORTS)[number];

export interface SenderName {
  readonly name: string;
  readonly transport: Transport;
}

export function sendersOf(run: string): SenderName[] {
  return ["http-1", "http-2", "grpc-1"].map((end) => {
    const name = `${run}-${end}`;
    return { name, transport: transportOf(name) };
  });
}

export function transportOf(sender: string): Transport {
  return sender.includes("-grpc-") ? "grpc" : "http";
}

/** Result of an export call, after the exporter's own retries. */
export interface Exported {
  readonly kind: "exported";
  readonly signal: OtlpSignal;
  readonly sender: string;
  readonly numbers: readonly number[];
  /** The traces of the spans, in the order of their numbers; empty for other signals. */
  readonly traceIds: readonly string[];
  readonly acknowledged: boolean;
  /** Error message; empty if the export succeeded. */
  readonly error: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Last message of a sender's process: the number of items that its apps have created. */
export interface Ended {
  readonly kind: "ended";
  readonly offered: readonly { signal: OtlpSignal; sender: string; count: number }[];
}

export type Told = Exported | Ended;

/** What is sent over OTLP, and the lines that a container prints; each item carries a number of its sender's, from 1. */
export const SIGNALS = ["spans", "logs", "metrics", "lines"] as const;
export type Signal = (typeof SIGNALS)[number];
export type OtlpSignal = Exclude<Signal, "lines">;

/** How the sender's process is told what to do. */
export interface LoadOptions {
  /** In the name of each sender, so that a run finds its own again. */
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

/** How an export call ended, after the exporter's own retries. */
export interface Exported {
  readonly kind: "exported";
  readonly signal: OtlpSignal;
  readonly sender: string;
  readonly numbers: readonly number[];
  /** The traces of the spans, in the order of their numbers; empty for other signals. */
  readonly traceIds: readonly string[];
  readonly acknowledged: boolean;
  /** Why not. */
  readonly error: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The last thing a sender's process tells: how many items its apps have made. */
export interface Ended {
  readonly kind: "ended";
  readonly offered: readonly { signal: OtlpSignal; sender: string; count: number }[];
}

export type Told = Exported | Ended;

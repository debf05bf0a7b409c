import { endpoints } from "../../settings/endpoints";
import { durableQueue } from "./blocks";
import { grpcServer } from "./otlp-receiver";

/**
 * Exporter that sends the spans of a trace to the gateway responsible for that trace, possibly to itself. The Collector
 * deprecates this name, but the queue on disk is stored under it: after a change to `load_balancing`, the spans waiting
 * there would never be sent.
 */
export const BALANCER = "loadbalancing";

/** Receiver for these spans on the responsible gateway. */
export const FROM_PEERS = "otlp/peers";

const { host, peers } = endpoints.collector;

/**
 * Builds the exporter. The trace ID and the running gateways determine the route of a trace. Docker's DNS is queried
 * for the gateways every five seconds. Spans for an unreachable gateway wait in the queue on disk until it is removed
 * from DNS, then go to the other gateways. Until then, their whole batch is retried, including the spans that other
 * gateways have accepted: the exporter returns one error for the batch (opentelemetry-collector-contrib#45015, #50437).
 */
export function balancer(queueSizeBytes: number): object {
  return {
    ...durableQueue(queueSizeBytes),
    routing_key: "traceID",
    resolver: { dns: { hostname: host, port: String(peers) } },
    protocol: {
      otlp: {
        tls: { insecure: true },
        compression: "none",
        // Spans that are not accepted return to the queue above, which routes them again.
        sending_queue: { enabled: false },
        retry_on_failure: { enabled: false },
      },
    },
  };
}

/** Builds the receiver. It has its own port, so that spans from other gateways are not routed again. */
export function fromPeers(queueSizeBytes: number): object {
  return { protocols: { grpc: grpcServer(peers, queueSizeBytes) } };
}

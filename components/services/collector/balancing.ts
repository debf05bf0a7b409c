import { endpoints } from "../../settings/endpoints";
import { durableQueue } from "./blocks";
import { grpcServer } from "./otlp-receiver";

/**
 * What hands the spans of a trace to the gateway whose trace it is; that may be the same one. The Collector calls this name
 * deprecated, but its queue on disk has it: under `load_balancing`, what waits there at an update would be left behind.
 */
export const BALANCER = "loadbalancing";

/** What takes them there. */
export const FROM_PEERS = "otlp/peers";

const { host, peers } = endpoints.collector;

/**
 * Where a trace belongs is worked out from its id and from the gateways that run, which are asked of Docker's DNS every five
 * seconds. While one of them cannot be reached its spans wait in the queue on disk, and go to the others when it is gone. Until
 * then all of their batch is tried again, also what others have taken of it: the exporter tells one error for all
 * (opentelemetry-collector-contrib#45015, #50437).
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
        // What is not taken goes back to the queue above, which asks again whose it is.
        sending_queue: { enabled: false },
        retry_on_failure: { enabled: false },
      },
    },
  };
}

/** On a port of its own: what came there before is handed on to no other. */
export function fromPeers(queueSizeBytes: number): object {
  return { protocols: { grpc: grpcServer(peers, queueSizeBytes) } };
}

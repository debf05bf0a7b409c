import { address, endpoints } from "../../settings/endpoints";
import { largestMessageMiB } from "./blocks";
import { asksAllowed } from "./keepalive";

/** Receives OTLP from the containers on the stack's network, without TLS or credentials. */
export function otlpReceiver(queueSizeBytes: number): object {
  const { grpc, http } = endpoints.collector;
  return receiver({ grpc, http, queueSizeBytes });
}

/**
 * Receives OTLP from outside the stack's network, on separate ports. `security` contains TLS and authentication for
 * both protocols.
 */
export function publishedOtlpReceiver(queueSizeBytes: number, security: object): object {
  const { publishedGrpc, publishedHttp } = endpoints.collector;
  return receiver(
    { grpc: publishedGrpc, http: publishedHttp, queueSizeBytes },
    { ...security, keepalive: asksAllowed },
    security,
  );
}

/** Receives OTLP from the agents on the stack's network, which is trusted. */
export function agentsOtlpReceiver(queueSizeBytes: number): object {
  return { protocols: { grpc: grpcServer(endpoints.collector.agents, queueSizeBytes) } };
}

function receiver(
  { grpc, http, queueSizeBytes }: { grpc: number; http: number; queueSizeBytes: number },
  onGrpc: object = {},
  onHttp: object = {},
): object {
  return {
    protocols: {
      grpc: { ...grpcServer(grpc, queueSizeBytes), ...onGrpc },
      http: {
        endpoint: address("0.0.0.0", http),
        max_request_body_size: largestMessageMiB(queueSizeBytes, 20) * 2 ** 20,
        ...onHttp,
      },
    },
  };
}

/** Returns a gRPC server of the Collector that rejects messages that do not fit into its queues. */
export function grpcServer(port: number, queueSizeBytes: number): object {
  return {
    endpoint: address("0.0.0.0", port),
    max_recv_msg_size_mib: largestMessageMiB(queueSizeBytes, 64),
  };
}

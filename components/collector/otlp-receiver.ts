import { endpoints } from "../settings/endpoints";
import { largestMessageMiB } from "./blocks";

/** What takes OTLP from the containers on the stack's network, which are asked for nothing. */
export function otlpReceiver(queueSizeBytes: number): object {
  return {
    protocols: {
      grpc: {
        endpoint: `0.0.0.0:${endpoints.collector.grpc}`,
        max_recv_msg_size_mib: largestMessageMiB(queueSizeBytes, 64),
      },
      http: {
        endpoint: `0.0.0.0:${endpoints.collector.http}`,
        max_request_body_size: largestMessageMiB(queueSizeBytes, 20) * 2 ** 20,
      },
    },
  };
}

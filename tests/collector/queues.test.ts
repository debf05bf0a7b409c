import { describe, expect, it } from "vitest";
import { buildAgentConfig } from "../../components/services/collector/agent-config";
import { buildGatewayConfig } from "../../components/services/collector/gateway-config";
import { planOf } from "../../components/plan/plan";
import { agentInput } from "../../components/services/collector/agent-input";
import { gatewayInput } from "../../components/services/collector/module";
import { schema } from "../../components/settings/schema";
import { settingsWith } from "../../testing/settings";

interface Queue {
  sending_queue: { queue_size: number; batch: { sizer: string; max_size: number } };
}
interface Receiver {
  protocols: {
    grpc: { max_recv_msg_size_mib: number };
    http: { max_request_body_size: number };
  };
}

/** Returns message limits and queues of both Collectors for this value of `queueSize`. */
function withQueues(queueSize: number) {
  const plan = planOf(settingsWith({ queueSize }));
  const gateway = buildGatewayConfig({ ...gatewayInput(plan), upstream: undefined });
  const agent = buildAgentConfig(agentInput(plan));
  const { grpc, http } = (gateway.receivers["otlp"] as Receiver).protocols;
  return {
    messages: [grpc.max_recv_msg_size_mib * 2 ** 20, http.max_request_body_size],
    batches: [gateway, agent].flatMap(({ exporters }) =>
      Object.values(exporters as Record<string, Queue>).map(({ sending_queue }) => sending_queue),
    ),
  };
}

const smallest = schema.queueSize.check.parse("16MiB");

describe("the Collectors' queues", () => {
  it.each([smallest, 64 * 2 ** 20, 10 * 2 ** 30])(
    "hold every message that a receiver accepts, and every batch of the agent (%i bytes)",
    (size) => {
      const { messages, batches } = withQueues(size);
      for (const { queue_size, batch } of batches) {
        expect(queue_size).toBe(size);
        expect(batch.sizer).toBe("bytes");
        for (const message of messages) {
          expect(message).toBeLessThanOrEqual(queue_size / 2);
          expect(batch.max_size).toBeLessThanOrEqual(message);
        }
      }
    },
  );

  it("must not be smaller than a message requires", () => {
    expect(schema.queueSize.check.safeParse("15MiB").success).toBe(false);
  });
});

import { attributes } from "../settings/labels";

/**
 * Adds the IP address of the connection that telemetry arrives on, unless the sender names one itself: a Collector or proxy
 * in between knows whose address counts. `identity` then keeps it where nothing better names the container.
 */
export function senderAddress(): object {
  return {
    attributes: [
      { key: attributes.containerAddress, from_context: "client.address", action: "insert" },
    ],
  };
}

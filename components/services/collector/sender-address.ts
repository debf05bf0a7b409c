import { attributes } from "../../settings/labels";
import { identity, type IdentityInput } from "./identity";

const IDENTITY = "transform/identity";

/**
 * Adds the IP address of the connection that telemetry arrives on, unless the sender names one itself: a Collector or proxy
 * in between knows which address counts. `identity` then keeps it where nothing better names the container.
 */
function senderAddress(): object {
  return {
    attributes: [
      { key: attributes.containerAddress, from_context: "client.address", action: "insert" },
    ],
  };
}

/** What data from the containers on a network passes, in this order: the sender's address is added only where it has a scope. */
export function sendersIdentity(input: IdentityInput): Record<string, object> {
  return {
    ...(input.addressScope === undefined ? {} : { "resource/sender-address": senderAddress() }),
    [IDENTITY]: identity(input),
  };
}

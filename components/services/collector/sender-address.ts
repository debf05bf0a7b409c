import { attributes } from "../../settings/labels";
import { identity, type IdentityInput } from "./identity";

const IDENTITY = "transform/identity";

/**
 * Adds the peer IP address of the connection, unless the sender sets an address itself: a Collector or proxy in between
 * knows the app's address. `identity` then keeps the address only if no ID or name identifies the container.
 */
function senderAddress(): object {
  return {
    attributes: [
      { key: attributes.containerAddress, from_context: "client.address", action: "insert" },
    ],
  };
}

/**
 * Returns the processors for data from the containers on a network, in processing order. The sender's address is added
 * only if it has a scope.
 */
export function sendersIdentity(input: IdentityInput): Record<string, object> {
  return {
    ...(input.addressScope === undefined ? {} : { "resource/sender-address": senderAddress() }),
    [IDENTITY]: identity(input),
  };
}

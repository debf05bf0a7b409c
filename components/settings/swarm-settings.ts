import * as kinds from "./kinds";
import { placement } from "./placement";
import type { ServiceName } from "./services";

/** The variable by which what runs on each node of a Swarm knows where it is; Docker fills it in. */
export const NODE_NAME = "NODE_NAME";

/** The same in a Collector's configuration, with a word for where it is only checked. */
export const NODE_NAME_IN_COLLECTOR = `\${env:${NODE_NAME}:-unknown}`;

/** Settings of a stack on a cluster of engines in Swarm mode. */
export const swarmSettings = {
  swarm: kinds.toggle({
    default: false,
    description:
      "Whether the stack is services of a Docker Swarm, in place of containers of one engine: cAdvisor and the agent on each node, everything else where `backendPlacement` allows it. The engine has to be a manager. Ports are published on every address of the node that a service runs on. `oomEvents` does nothing there. A change needs `npm run down` first. See [swarm](swarm.md).",
  }),
  overlayEncryption: kinds.toggle({
    default: false,
    description:
      "Whether the stack's network in a Swarm encrypts what goes from node to node. It costs CPU on each; `tls` alone covers the stores' own traffic, and not what apps send on that network.",
  }),
  backendPlacement: placement({
    example: '["node.labels.observability == true"]',
    sample: ["node.labels.observability == true"],
    description:
      "The node of a Swarm that has the stores, Grafana and the gateway. Their volumes are that node's own, so exactly one node has to meet it, unless `backendMayMove` is set.",
  }),
  backendMayMove: kinds.toggle({
    default: false,
    description:
      "Whether several nodes of a Swarm may meet `backendPlacement` and `gatewayPlacement`. A service then moves by itself when its node is drained or lost, and may move at any update: it begins with an empty volume there, and finds the old one again when it returns. For stacks whose history is elsewhere (`remoteWriteUrl`, `tracesBucket`, `logsBucket`), or may have gaps.",
  }),
};

/** Whether Prometheus learns its targets from a manager. */
export function usesSwarmApi(settings: {
  readonly swarm: boolean;
  readonly services: readonly ServiceName[];
}): boolean {
  return settings.swarm && settings.services.includes("prometheus");
}

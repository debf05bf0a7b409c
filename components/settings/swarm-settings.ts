import * as kinds from "./kinds";
import { placement } from "./placement";
import type { ServiceName } from "./services";

/** Variable with the name of the Swarm node, which Docker sets in services that run on each node. */
export const NODE_NAME = "NODE_NAME";

/** The variable in a Collector's configuration, with a default for config checks. */
export const NODE_NAME_IN_COLLECTOR = `\${env:${NODE_NAME}:-unknown}`;

/** Settings of a stack on a Docker Swarm. */
export const swarmSettings = {
  swarm: kinds.toggle({
    default: false,
    description:
      "Deploys the stack as services of a Docker Swarm instead of containers of one Docker Engine. cAdvisor and the agent run on each node. Everything else runs where `backendPlacement` allows it. The engine must be a manager. Ports are published on every address of the node that a service runs on. Published ports therefore require `bindAddress: 0.0.0.0`, `tls` and `otlpAuth`. `oomEvents` has no effect on a Swarm. A change requires `npm run down` first. See [swarm](how-to/swarm.md).",
  }),
  overlayEncryption: kinds.toggle({
    default: false,
    requires: { swarm: true },
    description:
      "Encrypts traffic between nodes on the stack's network in a Swarm. Encryption costs CPU on each node. `tls` alone covers the stores' own traffic, but not the data that apps send on that network.",
  }),
  backendPlacement: placement({
    example: '["node.labels.observability == true"]',
    sample: ["node.labels.observability == true"],
    requires: { swarm: true },
    description:
      "Placement constraints for the Swarm node that runs the stores, Grafana and the gateway. Their volumes belong to that node. Exactly one node must therefore meet the constraints, unless `backendMayMove` is set.",
  }),
  backendMayMove: kinds.toggle({
    default: false,
    requires: { swarm: true },
    description:
      "Allows several nodes of a Swarm to meet `backendPlacement` and `gatewayPlacement`. A service then moves automatically when its node is drained or lost, and may move at any update. It starts with an empty volume on the new node, and finds the old volume again when it returns. Use it for stacks that keep their history elsewhere (`remoteWriteUrl`, `tracesBucket`, `logsBucket`), or if the history may have gaps.",
  }),
};

/** Whether Prometheus discovers its targets through a manager. */
export function usesSwarmApi(settings: {
  readonly swarm: boolean;
  readonly services: readonly ServiceName[];
}): boolean {
  return settings.swarm && settings.services.includes("prometheus");
}

import { z } from "zod";
import * as kinds from "./kinds";
import type { ServiceName } from "./services";

/** The variable by which what runs on each node of a Swarm knows where it is; Docker fills it in. */
export const NODE_NAME = "NODE_NAME";

/** The same in a Collector's configuration, with a word for where it is only checked. */
export const NODE_NAME_IN_COLLECTOR = `\${env:${NODE_NAME}:-unknown}`;

/** As Docker takes it: `node.labels.disk == ssd`, `engine.labels.zone != a`. */
const constraint = z.string().regex(/^(?:node|engine)\.[\w.-]+ ?(?:==|!=) ?[\w.:-]+$/);

const PLACEMENT =
  'a list of placement constraints in Docker\'s words, such as "node.labels.observability == true"';

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
  backendPlacement: kinds.structured(z.array(constraint), {
    form: PLACEMENT,
    example: '["node.labels.observability == true"]',
    default: [],
    sample: ["node.labels.observability == true"],
    description:
      "The node of a Swarm that has the stores, Grafana and the gateway. Their volumes are that node's own, so exactly one node has to meet it, unless `backendMayMove` is set.",
  }),
  backendMayMove: kinds.toggle({
    default: false,
    description:
      "Whether several nodes of a Swarm may meet `backendPlacement` and `gatewayPlacement`. A service then moves by itself when its node is drained or lost, and may move at any update: it begins with an empty volume there, and finds the old one again when it returns. For stacks whose history is elsewhere (`remoteWriteUrl`, `tracesBucket`, `logsBucket`), or may have gaps.",
  }),
  gatewayPlacement: kinds.structured(z.array(constraint), {
    form: PLACEMENT,
    example: '["node.labels.gateway == true"]',
    default: [],
    sample: ["node.labels.gateway == true"],
    description:
      "The nodes of a Swarm that have the gateways, as many as `gatewayReplicas`: each queues on its node's disk. Empty: as `backendPlacement`.",
  }),
  gatewayReplicas: kinds.whole({
    of: "gateways",
    min: 1,
    max: 32,
    default: 1,
    sample: 3,
    description:
      "Gateways of a stack on a Swarm, each on a node of its own: see `gatewayPlacement`. Whatever they take between them, all spans of a trace go through one of them, as long as none comes or goes. `collectorMemoryMiB` and `queueSize` are for each. See [swarm](swarm.md#several-gateways).",
  }),
};

/** Whether Prometheus learns its targets from a manager. */
export function usesSwarmApi(settings: {
  readonly swarm: boolean;
  readonly services: readonly ServiceName[];
}): boolean {
  return settings.swarm && settings.services.includes("prometheus");
}

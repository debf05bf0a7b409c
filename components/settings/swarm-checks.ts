import type { Problem } from "../problem";
import { PUBLISHED_PORTS } from "./published-ports";
import type { PipelineSettings } from "./schema";
import { isLoopback } from "./security-checks";

/** What is wrong with a stack on a Swarm. */
export function swarmChecks(settings: PipelineSettings): Problem[] {
  if (settings.swarm) {
    return [
      ...ports(settings),
      ...notThere(settings),
      ...gateways(settings),
      ...hostAlias(settings),
    ];
  }
  const given = [
    [
      settings.gatewayReplicas > 1,
      "gatewayReplicas",
      "several gateways are for the nodes of a Swarm, and on one engine one uses all cores",
    ],
    [settings.backendPlacement.length > 0, "backendPlacement", "it places services of a Swarm"],
    [settings.gatewayPlacement.length > 0, "gatewayPlacement", "it places services of a Swarm"],
    [settings.backendMayMove, "backendMayMove", "there is no other node"],
    [settings.overlayEncryption, "overlayEncryption", "only a Swarm's network is encrypted"],
  ] as const;
  return given
    .filter(([set]) => set)
    .map(([, name, why]) => ({
      setting: name,
      message: `${why}, and swarm is false.`,
      fix: `Set swarm to true, or remove ${name}.`,
    }));
}

function gateways(settings: PipelineSettings): Problem[] {
  const { services, gatewayReplicas, gatewayPlacement, backendMayMove } = settings;
  const several = gatewayReplicas > 1;
  if (services.includes("collector")) {
    return several && gatewayPlacement.length === 0 && !backendMayMove
      ? [
          {
            setting: "gatewayReplicas",
            message: `${gatewayReplicas} gateways are on as many nodes, and backendPlacement is for one.`,
            fix: 'Set gatewayPlacement, such as ["node.labels.gateway == true"].',
          },
        ]
      : [];
  }
  const names = [
    ...(several ? ["gatewayReplicas"] : []),
    ...(gatewayPlacement.length > 0 ? ["gatewayPlacement"] : []),
  ];
  return names.map((name) => ({
    setting: name,
    message: "services lists no collector to have it.",
    fix: `Add collector, or remove ${name}.`,
  }));
}

/** What a container may call its engine's host. */
const HOST_ALIAS = "host.docker.internal";
/** What others use to come in. */
const FROM_OUTSIDE = ["tlsNames", "grafanaUrl", "gatewayEndpoint"];

function hostAlias(settings: PipelineSettings): Problem[] {
  const names = Object.entries(settings)
    .filter(([name]) => !FROM_OUTSIDE.includes(name))
    .filter(([, value]) => JSON.stringify(value).includes(HOST_ALIAS))
    .map(([name]) => name);
  return names.map((name) => ({
    setting: name,
    given: HOST_ALIAS,
    message: "leads nowhere from a task of a Swarm, which has no host of its own.",
    fix: "Give an address that each node reaches.",
  }));
}

/** Docker binds the port of a task on the whole node. */
function ports(settings: PipelineSettings): Problem[] {
  const { bindAddress, services } = settings;
  if (["0.0.0.0", "::"].includes(bindAddress)) return [];
  const published = PUBLISHED_PORTS.filter(
    ({ setting, service }) => settings[setting] !== 0 && services.includes(service),
  ).map(({ setting }) => setting);
  if (published.length === 0) return [];
  const how = isLoopback(bindAddress)
    ? "with tls and otlpAuth, so that they ask for credentials"
    : "and let the nodes' firewall say who reaches them";
  return [
    {
      setting: "swarm",
      message: `Docker publishes a service's port on every address of its node, and bindAddress is ${bindAddress}.`,
      fix: `Set bindAddress to 0.0.0.0 (${how}), or these ports to 0: ${published.join(", ")}.`,
    },
  ];
}

/** What Docker's services, or tasks that come and go, cannot do. */
function notThere(settings: PipelineSettings): Problem[] {
  const { containerMetrics, cadvisorTransport, dataVolumes, hostName } = settings;
  const used = [
    [hostName !== "", "hostName", "each node has its own name.", "Remove it."],
    [
      settings.hosts.length > 0,
      "hosts",
      "the Swarm's nodes get their agents by themselves.",
      "Remove it, or keep those hosts in a stack of their own with backendStack.",
    ],
    [
      settings.backendStack !== "",
      "backendStack",
      "agents of a Swarm send to the gateway of the same stack.",
      "Remove it.",
    ],
    [
      settings.cadvisorPrivileged,
      "cadvisorPrivileged",
      "a Swarm runs no privileged container.",
      "Remove it.",
    ],
    [
      containerMetrics === "docker_stats",
      "containerMetrics",
      "docker_stats is not supported on a Swarm.",
      "Set it to cadvisor.",
    ],
    [
      cadvisorTransport === "otlp",
      "cadvisorTransport",
      "otlp has the agent scrape the cAdvisor beside it, whose address on a Swarm's network nobody can know before.",
      "Set it to scrape.",
    ],
    [
      Object.keys(dataVolumes).length > 0,
      "dataVolumes",
      "volumes are the nodes' own, and what is in them is adopted there.",
      "Remove it.",
    ],
    [
      settings.secretsGeneration > 1,
      "secretsGeneration",
      "Grafana is told of another password inside its container, which may be on any node.",
      "Leave it at 1, and change the password in Grafana.",
    ],
  ] as const;
  return used
    .filter(([given]) => given)
    .map(([, setting, why, fix]) => ({
      setting,
      message: `it does not go with swarm: ${why}`,
      fix,
    }));
}

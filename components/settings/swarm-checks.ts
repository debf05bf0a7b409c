import type { Problem } from "../problem";
import { fill, remove, set } from "./fixes";
import { PUBLISHED_PORTS } from "./published-ports";
import type { PipelineSettings, SettingName } from "./schema";
import { isLoopback } from "./security-checks";

/** Problems of a stack on a Swarm, and of Swarm settings in any other stack. */
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
      "on one engine, one gateway uses all cores; several run on several nodes of a Swarm",
    ],
    [settings.backendPlacement.length > 0, "backendPlacement", "it selects nodes of a Swarm"],
    [settings.gatewayPlacement.length > 0, "gatewayPlacement", "it selects nodes of a Swarm"],
    [settings.backendMayMove, "backendMayMove", "there is no other node"],
    [settings.overlayEncryption, "overlayEncryption", "it encrypts the network of a Swarm"],
  ] as const;
  return given
    .filter(([set]) => set)
    .map(([, name, why]) => ({
      setting: name,
      message: `${why}, and swarm is false.`,
      fix: remove(name, `Set swarm to true, or remove ${name}`),
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
            message: `${gatewayReplicas} gateways require as many nodes, and backendPlacement selects only one.`,
            fix: fill(
              "gatewayPlacement",
              `Set gatewayPlacement to constraints that ${gatewayReplicas} nodes meet, for example`,
            ),
          },
        ]
      : [];
  }
  const names: SettingName[] = [
    ...(several ? (["gatewayReplicas"] as const) : []),
    ...(gatewayPlacement.length > 0 ? (["gatewayPlacement"] as const) : []),
  ];
  return names.map((name) => ({
    setting: name,
    message: "it applies to the collector, which services does not list.",
    fix: remove(name, `Add collector to services, or remove ${name}`),
  }));
}

/** The name by which a container reaches its Docker host. */
const HOST_ALIAS = "host.docker.internal";
/** Settings with addresses for clients outside of the stack. */
const FROM_OUTSIDE = ["tlsNames", "grafanaUrl", "gatewayEndpoint"];

function hostAlias(settings: PipelineSettings): Problem[] {
  const names = Object.entries(settings)
    .filter(([name]) => !FROM_OUTSIDE.includes(name))
    .filter(([, value]) => JSON.stringify(value).includes(HOST_ALIAS))
    .map(([name]) => name);
  return names.map((name) => ({
    setting: name,
    given: HOST_ALIAS,
    message: "cannot be resolved by a task of a Swarm.",
    fix: `Set ${name} to an address that every node can reach.`,
  }));
}

/** Docker publishes the port of a task on all addresses of its node. */
function ports(settings: PipelineSettings): Problem[] {
  const { bindAddress, services } = settings;
  if (["0.0.0.0", "::"].includes(bindAddress)) return [];
  const published = PUBLISHED_PORTS.filter(
    ({ setting, service }) => settings[setting] !== 0 && services.includes(service),
  ).map(({ setting }) => setting);
  if (published.length === 0) return [];
  const how = isLoopback(bindAddress)
    ? "together with tls and otlpAuth, so that they require credentials"
    : "and restrict access with the nodes' firewall";
  return [
    {
      setting: "swarm",
      message: `Docker publishes a service's port on every address of its node, and bindAddress is ${bindAddress}.`,
      fix: set(
        `Set these ports to 0: ${published.join(", ")}; or set bindAddress to 0.0.0.0, ${how},`,
        "bindAddress",
        "0.0.0.0",
      ),
    },
  ];
}

/** Settings that a Swarm does not support. */
function notThere(settings: PipelineSettings): Problem[] {
  const { containerMetrics, cadvisorTransport, dataVolumes, hostName } = settings;
  const used = [
    [hostName !== "", "hostName", "each node has its own name.", "Remove it"],
    [
      settings.hosts.length > 0,
      "hosts",
      "every node of the Swarm runs an agent automatically.",
      "For hosts outside of the Swarm, use a separate stack with backendStack; remove it here",
    ],
    [
      settings.backendStack !== "",
      "backendStack",
      "the agents of a Swarm send to the gateway of the same stack.",
      "Remove it",
    ],
    [
      settings.cadvisorPrivileged,
      "cadvisorPrivileged",
      "a Swarm cannot run privileged containers.",
      "Remove it",
    ],
    [
      containerMetrics === "docker_stats",
      "containerMetrics",
      "docker_stats is not supported.",
      "Return to cadvisor",
    ],
    [
      cadvisorTransport === "otlp",
      "cadvisorTransport",
      "with otlp, each agent scrapes the cAdvisor on its node, and a Swarm assigns that address only at run time.",
      "Return to scrape",
    ],
    [
      Object.keys(dataVolumes).length > 0,
      "dataVolumes",
      "each node has its own volumes, and existing volumes cannot be adopted.",
      "Remove it",
    ],
    [
      settings.secretsGeneration > 1,
      "secretsGeneration",
      "the password is changed inside Grafana's container, which can be on any node.",
      "Change the password in Grafana, and return to generation 1",
    ],
  ] as const;
  return used
    .filter(([given]) => given)
    .map(([, setting, why, fix]) => ({
      setting,
      message: `it is not supported with swarm: true: ${why}`,
      fix: remove(setting, fix),
    }));
}

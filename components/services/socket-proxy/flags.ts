import { endpoints } from "../../settings/endpoints";
import { FILTERED_SOCKET } from "../../settings/filtered-socket";

/** Where the filter finds the engine's socket: its image declares a volume there, in whose place it has to come. */
export const SOCKET_PATH = "/var/run/docker.sock";

const WATCHDOG_SECONDS = 10;

/** What reads the engine through the filter. */
export interface Readers {
  /** Set if it lists the containers. */
  readonly discovery: object | undefined;
  readonly containerMetrics: "cadvisor" | "docker_stats" | "none";
}

/** Which containers and networks there are, and which version of the API the engine speaks. */
const ALLOWED_OF_DISCOVERY = ["/_ping", "/v[0-9.]+/(?:containers/json|networks)"];

/** Which containers there are, what one is made of, what it uses, and what happens to it. */
const ALLOWED_OF_STATS = [
  "/v[0-9.]+/(?:containers/json|containers/[0-9a-f]{64}/(?:json|stats)|events)",
];

/** What Prometheus' `dockerswarm_sd` asks for: the nodes, services, tasks and networks, and how to speak with the engine. */
const ALLOWED_OF_SWARM = "(?:/_ping|/v[0-9.]+/(?:nodes|services|tasks|networks))";

/** In front of the engine's socket for the agent beside it: it answers what the agent reads, and refuses everything else. */
export function socketProxyFlags({ discovery, containerMetrics }: Readers): string[] {
  const allowed = [
    ...(discovery === undefined ? [] : ALLOWED_OF_DISCOVERY),
    ...(containerMetrics === "docker_stats" ? ALLOWED_OF_STATS : []),
  ];
  // A socket of its own in place of a port: only what mounts its volume reaches it.
  const front = [`-proxysocketendpoint=${FILTERED_SOCKET}`];
  const ping = discovery === undefined ? [] : ["-allowHEAD=/_ping"];
  return flags([...front, ...ping], `(?:${allowed.join("|")})`);
}

/** In front of a manager's socket for Prometheus alone, which may be on another node. */
export function swarmApiFlags(): string[] {
  const listens = ["-listenip=0.0.0.0", `-proxyport=${endpoints["socket-proxy"].http}`];
  const open = [`-allowfrom=${endpoints.prometheus.host}`, "-allowHEAD=/_ping"];
  return flags([...listens, ...open], ALLOWED_OF_SWARM);
}

function flags(front: readonly string[], allowed: string): string[] {
  return [
    `-socketpath=${SOCKET_PATH}`,
    ...front,
    `-allowGET=${allowed}`,
    "-allowhealthcheck",
    // An engine that starts again makes a new socket, which this container sees when it starts again itself.
    `-watchdoginterval=${WATCHDOG_SECONDS}`,
    "-stoponwatchdog",
  ];
}

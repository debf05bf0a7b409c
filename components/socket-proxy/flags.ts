import { endpoints } from "../settings/endpoints";
import { FILTERED_SOCKET } from "../settings/filtered-socket";

/** Where the filter finds the engine's socket: its image declares a volume there, in whose place it has to come. */
export const SOCKET_PATH = "/var/run/docker.sock";

const WATCHDOG_SECONDS = 10;

/**
 * What the agent's `docker_stats` asks for, and nothing else: which containers there are, what one is made of,
 * what it uses, and what happens to it. Any other path, and anything but GET, is refused.
 */
const ALLOWED = "/v[0-9.]+/(?:containers/json|containers/[0-9a-f]{64}/(?:json|stats)|events)";

/** What Prometheus' `dockerswarm_sd` asks for: the nodes, services, tasks and networks, and how to speak with the engine. */
const ALLOWED_OF_SWARM = "(?:/_ping|/v[0-9.]+/(?:nodes|services|tasks|networks))";

/** In front of the engine's socket for the agent beside it. */
export function socketProxyFlags(): string[] {
  // A socket of its own in place of a port: who does not mount its volume does not reach it.
  return flags([`-proxysocketendpoint=${FILTERED_SOCKET}`], ALLOWED);
}

/** In front of a manager's socket for Prometheus alone, which may be on another node. */
export function swarmApiFlags(): string[] {
  const listens = ["-listenip=0.0.0.0", `-proxyport=${endpoints.swarmApi.http}`];
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

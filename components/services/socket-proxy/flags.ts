import { endpoints } from "../../settings/endpoints";
import { FILTERED_SOCKET } from "../../settings/filtered-socket";

/**
 * Mount path of Docker Engine's socket in the proxy: the image declares a volume there, which the mount must replace.
 */
export const SOCKET_PATH = "/var/run/docker.sock";

const WATCHDOG_SECONDS = 10;

/** Features of the agent that read Docker Engine through the proxy. */
export interface Readers {
  /** Set if the agent lists the containers. */
  readonly discovery: object | undefined;
  readonly containerMetrics: "cadvisor" | "docker_stats" | "none";
}

/** Requests of container discovery: the lists of containers and networks, and the version of the API. */
const ALLOWED_OF_DISCOVERY = ["/_ping", "/v[0-9.]+/(?:containers/json|networks)"];

/** Requests of `docker_stats`: the list of containers, their details, statistics and events. */
const ALLOWED_OF_STATS = [
  "/v[0-9.]+/(?:containers/json|containers/[0-9a-f]{64}/(?:json|stats)|events)",
];

/** Requests of Prometheus' `dockerswarm_sd`: nodes, services, tasks, networks, and the version of the API. */
const ALLOWED_OF_SWARM = "(?:/_ping|/v[0-9.]+/(?:nodes|services|tasks|networks))";

/**
 * Flags of a proxy in front of Docker Engine's socket, for the agent on that host. It rejects all requests that the
 * agent does not need.
 */
export function socketProxyFlags({ discovery, containerMetrics }: Readers): string[] {
  const allowed = [
    ...(discovery === undefined ? [] : ALLOWED_OF_DISCOVERY),
    ...(containerMetrics === "docker_stats" ? ALLOWED_OF_STATS : []),
  ];
  // Its own socket instead of a port: only containers that mount its volume can reach it.
  const front = [`-proxysocketendpoint=${FILTERED_SOCKET}`];
  const ping = discovery === undefined ? [] : ["-allowHEAD=/_ping"];
  return flags([...front, ...ping], `(?:${allowed.join("|")})`);
}

/** Flags of a proxy in front of a manager's socket, only for Prometheus, which may run on another node. */
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
    // A restarted engine creates a new socket, which this container sees only after its own restart.
    `-watchdoginterval=${WATCHDOG_SECONDS}`,
    "-stoponwatchdog",
  ];
}

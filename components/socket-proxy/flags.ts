import { FILTERED_SOCKET } from "../settings/filtered-socket";

/** Where the filter finds the engine's socket: its image declares a volume there, in whose place it has to come. */
export const SOCKET_PATH = "/var/run/docker.sock";

const WATCHDOG_SECONDS = 10;

/**
 * What the agent's `docker_stats` asks for, and nothing else: which containers there are, what one is made of,
 * what it uses, and what happens to it. Any other path, and anything but GET, is refused.
 */
const ALLOWED = "/v[0-9.]+/(?:containers/json|containers/[0-9a-f]{64}/(?:json|stats)|events)";

export function socketProxyFlags(): string[] {
  return [
    `-socketpath=${SOCKET_PATH}`,
    // A socket of its own in place of a port: who does not mount its volume does not reach it.
    `-proxysocketendpoint=${FILTERED_SOCKET}`,
    `-allowGET=${ALLOWED}`,
    "-allowhealthcheck",
    // An engine that starts again makes a new socket, which this container sees when it starts again itself.
    `-watchdoginterval=${WATCHDOG_SECONDS}`,
    "-stoponwatchdog",
  ];
}

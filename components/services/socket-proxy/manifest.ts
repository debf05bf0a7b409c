import { image, memory } from "../../settings/container-settings";
import * as kinds from "../../settings/kinds";
import type { ServiceManifest } from "../manifest";

/** The proxy in front of Docker Engine's API. It only serves other services, so its own setting turns it on. */
export const socketProxy = {
  name: "socket-proxy",
  listed: "by a setting of its own",
  /** Used on a Swarm, where Prometheus reads its targets from a manager. */
  endpoint: { host: "swarm-api", http: 2375 },
  perNode: true,
  image: "dockerSocketProxyImage",
  memory: "dockerSocketProxyMemoryMiB",
  releases: "https://github.com/wollomatic/socket-proxy/releases/tag/{version}",
  whileAway:
    "New containers are discovered late. With `containerMetrics: docker_stats`, container metrics have a gap.",
  onceRemoved: "The agent mounts the engine's socket itself, if it reads the engine at all.",
  settings: {
    dockerSocketProxy: kinds.toggle({
      default: true,
      description:
        "Runs a read-only proxy between Docker Engine's socket and the agent. Only the proxy, not the agent, mounts the socket. It answers only the requests that `containerDiscovery` and `containerMetrics: docker_stats` make. Off: the agent mounts the socket itself.",
    }),
    dockerSocketProxyMemoryMiB: memory({
      of: "the proxy of `dockerSocketProxy`",
      default: 64,
      sample: 136,
      min: 32,
    }),
    dockerSocketProxyImage: image({
      name: "dockerSocketProxy",
      of: "the proxy of `dockerSocketProxy`",
      sample: "example.com/socket-proxy:1",
    }),
  },
} as const satisfies ServiceManifest;

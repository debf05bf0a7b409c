import { z } from "zod";
import { memory } from "../../settings/container-settings";
import * as kinds from "../../settings/kinds";
import type { ServiceManifest } from "../manifest";
import { collector } from "./manifest";

const containers = z.array(
  z
    .string()
    .regex(
      /^[a-zA-Z0-9][a-zA-Z0-9_.*-]*$/,
      "is not a container name: these have letters, digits, '_', '.' and '-', and begin with a letter or digit",
    ),
);

const containerPatterns = (options: Omit<kinds.Described<string[]>, "default">) =>
  kinds.structured(containers, {
    ...options,
    default: [],
    form: "a list of container names or 12-digit IDs, in which * stands for any characters",
    example: '["shop-*","3f2a9c1b0d4e"]',
  });

/** The Collector that reads its host. It uses the same image as the gateway. */
export const agent = {
  name: "agent",
  listed: "by default",
  endpoint: { host: "otel-agent", health: 13133, telemetry: 8888 },
  perNode: true,
  image: "collectorImage",
  memory: "agentMemoryMiB",
  releases: collector.releases,
  dataOwner: 0,
  keepsQueues: true,
  backupTurn: 7,
  scrape: { job: "otel-agent", host: "otel-agent", port: 8888, plain: true },
  buildInfo: {
    metric: "target_info|otelcol_build_info",
    labels: ["service.version", "service_version"],
  },
  whileAway:
    "Log collection resumes where it stopped; host metrics have a gap. The queue stays on the volume.",
  onceRemoved: "Container logs and host metrics of this host are no longer collected.",
  settings: {
    hostMetrics: kinds.toggle({
      default: true,
      description:
        "Lets the agent read CPU, memory, disk, file system and network metrics of the host. The host dashboards and host alerts require them.",
    }),
    containerDiscovery: kinds.toggle({
      default: true,
      description:
        "Lets the agent list the containers of its host. The stack then matches apps that send no identity to their container by address. It also scrapes containers with a `prometheus-port` label. The agent reads Docker Engine's lists of containers and networks through `dockerSocketProxy`.",
    }),
    containerLogs: kinds.toggle({
      default: true,
      description:
        "Lets the agent collect the log lines that the containers of this host print. Requires the log driver `json-file`.",
    }),
    logInclude: containerPatterns({
      sample: ["shop-*"],
      description:
        "Names or short IDs of the containers from which the agent collects logs. Empty: all containers.",
    }),
    logExclude: containerPatterns({
      sample: ["0123456789ab"],
      description:
        "Names or short IDs of containers from which the agent does not collect logs. Takes precedence over `logInclude`.",
    }),
    agentMemoryMiB: memory({ of: "the agent Collector", default: 256, sample: 131, min: 128 }),
  },
} as const satisfies ServiceManifest;

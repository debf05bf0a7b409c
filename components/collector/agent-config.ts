import { cadvisorScrape } from "../settings/cadvisor-scrape";
import { address, endpoints } from "../settings/endpoints";
import { attributes, jobs } from "../settings/labels";
import {
  durableQueue,
  escapeDollars,
  extensions,
  MEMORY_LIMITER,
  memoryLimiter,
  service,
  type CollectorConfig,
  type Pipeline,
} from "./blocks";
import { containerLogs, type ContainerLogsInput } from "./container-logs";
import { asCadvisorNames, dockerStats, splitBlockIo } from "./docker-stats";

/** Where the agent sees the host's files. */
export const HOST_PATH = "/hostfs";

export interface AgentInput {
  readonly hostName: string;
  readonly environment: string;
  readonly scrapeInterval: string;
  readonly queueSizeBytes: number;
  readonly containerLogs: ContainerLogsInput | undefined;
  readonly hostMetrics: boolean;
  /** What the agent does for container metrics: scrape cAdvisor, ask the engine, or leave it to Prometheus. */
  readonly containerMetrics: "cadvisor" | "docker_stats" | "none";
  /** Which of cAdvisor's series are stored. */
  readonly cadvisorMetrics: "essential" | "all";
  readonly dockerSocket: string;
}

const EXPORTER = "otlp_grpc/gateway";

/** One source of the agent: its receiver, and what its data passes on the way to the gateway. */
interface Source {
  readonly pipeline: string;
  readonly receiver: string;
  readonly config: object;
  readonly processors: Readonly<Record<string, object>>;
}

export function buildAgentConfig(input: AgentInput): CollectorConfig {
  const used = sources(input);
  const pipelines = used.map(({ pipeline, receiver, processors }): [string, Pipeline] => [
    pipeline,
    {
      receivers: [receiver],
      processors: [MEMORY_LIMITER, ...Object.keys(processors)],
      exporters: [EXPORTER],
    },
  ]);
  return {
    extensions: extensions(),
    receivers: Object.fromEntries(used.map(({ receiver, config }) => [receiver, config])),
    processors: Object.assign(
      { [MEMORY_LIMITER]: memoryLimiter() },
      ...used.map(({ processors }) => processors),
    ) as CollectorConfig["processors"],
    exporters: {
      [EXPORTER]: {
        endpoint: address(endpoints.collector.host, endpoints.collector.grpc),
        tls: { insecure: true },
        compression: "none",
        ...durableQueue(input.queueSizeBytes),
      },
    },
    service: service(Object.fromEntries(pipelines)),
  };
}

function sources(input: AgentInput): Source[] {
  const host = { "resource/host": onHost({ [attributes.hostName]: input.hostName }) };
  const found: Source[] = [];
  if (input.containerLogs !== undefined) {
    found.push({
      pipeline: "logs/containers",
      receiver: "filelog/containers",
      config: containerLogs(input.containerLogs),
      processors: host,
    });
  }
  if (input.hostMetrics) {
    found.push({
      pipeline: "metrics/host",
      receiver: "hostmetrics",
      config: hostMetrics(input.scrapeInterval),
      processors: {
        "resource/host-metrics": onHost({
          [attributes.hostName]: input.hostName,
          [attributes.serviceName]: jobs.host,
          [attributes.serviceInstance]: input.hostName,
        }),
      },
    });
  }
  if (input.containerMetrics === "cadvisor") {
    found.push({
      pipeline: "metrics/cadvisor",
      receiver: "prometheus/cadvisor",
      config: {
        config: {
          scrape_configs: [
            escapeDollars(cadvisorScrape({ ...input, interval: input.scrapeInterval })),
          ],
        },
      },
      processors: { "transform/cadvisor": scrapedLabels() },
    });
  }
  if (input.containerMetrics === "docker_stats") {
    found.push({
      pipeline: "metrics/docker_stats",
      receiver: "docker_stats",
      config: dockerStats({ ...input, interval: input.scrapeInterval }),
      processors: {
        "transform/docker_stats": asCadvisorNames(input.hostName),
        "filter/docker_stats": splitBlockIo(),
      },
    });
  }
  return found;
}

function onHost(values: Record<string, string>): object {
  return {
    attributes: Object.entries(values).map(([key, value]) => ({ key, value, action: "upsert" })),
  };
}

function hostMetrics(interval: string): object {
  return {
    root_path: HOST_PATH,
    collection_interval: interval,
    scrapers: {
      cpu: {},
      load: {},
      memory: {
        metrics: {
          "system.memory.limit": { enabled: true },
          "system.linux.memory.available": { enabled: true },
        },
      },
      disk: { exclude: { devices: ["^(?:loop|ram|dm-)\\d+$$"], match_type: "regexp" } },
      filesystem: {
        include_virtual_filesystems: false,
        exclude_fs_types: { fs_types: ["overlay", "squashfs", "tmpfs"], match_type: "strict" },
        exclude_mount_points: {
          mount_points: ["/(?:dev|proc|sys|run|var/lib/docker|var/lib/containerd)(?:/.*)?"],
          match_type: "regexp",
        },
      },
      paging: {},
      // How long the host has been up.
      system: {},
    },
  };
}

/**
 * Makes Prometheus yield what a direct scrape does. Of a resource's service it would make `job` and `instance`, but also
 * further labels; these two are plain attributes here. And it would append `_total` to a counter that cAdvisor calls
 * otherwise (`container_memory_failcnt`); a gauge keeps its name.
 */
function scrapedLabels(): object {
  const { serviceName, serviceInstance } = attributes;
  return {
    error_mode: "ignore",
    metric_statements: [
      {
        context: "metric",
        statements: ['convert_sum_to_gauge() where not IsMatch(name, "_total$$")'],
      },
      {
        context: "datapoint",
        statements: [
          `set(attributes["job"], resource.attributes["${serviceName}"])`,
          `set(attributes["instance"], resource.attributes["${serviceInstance}"])`,
        ],
      },
      {
        context: "resource",
        statements: [
          `delete_key(attributes, "${serviceName}")`,
          `delete_key(attributes, "${serviceInstance}")`,
        ],
      },
    ],
  };
}

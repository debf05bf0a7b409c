import {
  attributes,
  dockerLabels,
  jobs,
  labels,
  HELPER_LABEL,
  STACK_LABEL,
} from "../../settings/labels";

export interface DockerStatsInput {
  readonly dockerSocket: string;
  readonly interval: string;
  readonly hostName: string;
}

const API_VERSION = "1.44";

/** Reads each container's statistics from Docker Engine, for hosts on which cAdvisor cannot run. */
export function dockerStats(input: DockerStatsInput): object {
  return {
    endpoint: `unix://${input.dockerSocket}`,
    api_version: API_VERSION,
    collection_interval: input.interval,
    container_labels_to_metric_labels: {
      [dockerLabels.composeProject]: attributes.composeProject,
      [dockerLabels.composeService]: attributes.composeService,
      [STACK_LABEL]: attributes.observabilityStack,
      [HELPER_LABEL]: attributes.observabilityStack,
    },
    metrics: {
      "container.cpu.usage.kernelmode": { enabled: false },
      "container.cpu.usage.usermode": { enabled: false },
      "container.cpu.utilization": { enabled: false },
      "container.memory.file": { enabled: false },
      "container.memory.percent": { enabled: false },
      "container.memory.total_cache": { enabled: false },
      "container.network.io.usage.rx_dropped": { enabled: false },
      "container.network.io.usage.tx_dropped": { enabled: false },
      // Indicates when a container started, like cAdvisor's `container_start_time_seconds`.
      "container.uptime": { enabled: true },
    },
  };
}

const BLOCK_IO = "container.blockio.io_service_bytes_recursive";
const READS = "container_fs_reads";
const WRITES = "container_fs_writes";

/**
 * Gives Docker Engine's metrics the names, units and labels of cAdvisor's metrics, so that every rule and panel works
 * with both. Prometheus appends the unit, and `_total` to counters.
 */
export function asCadvisorNames(hostName: string): object {
  const rename = (from: string, to: string, unit: string) => [
    `set(unit, "${unit}") where name == "${from}"`,
    `set(name, "${to}") where name == "${from}"`,
  ];
  return {
    error_mode: "ignore",
    metric_statements: [
      {
        context: "datapoint",
        statements: [
          'set(value_double, Double(value_int) / 1000000000.0) where metric.name == "container.cpu.usage.total"',
        ],
      },
      {
        context: "metric",
        statements: [
          ...rename("container.uptime", "container_uptime", "s"),
          ...rename("container.cpu.usage.total", "container_cpu_usage", "s"),
          ...rename("container.memory.usage.total", "container_memory_working_set", "By"),
          ...rename("container.memory.usage.limit", "container_spec_memory_limit", "By"),
          ...rename("container.network.io.usage.rx_bytes", "container_network_receive", "By"),
          ...rename("container.network.io.usage.tx_bytes", "container_network_transmit", "By"),
          `copy_metric(name="${READS}", unit="By") where name == "${BLOCK_IO}"`,
          ...rename(BLOCK_IO, WRITES, "By"),
        ],
      },
      {
        context: "datapoint",
        statements: [
          `set(attributes["job"], "${jobs.containers}")`,
          `set(attributes["instance"], ${JSON.stringify(hostName)})`,
          `set(attributes["${labels.hostName}"], ${JSON.stringify(hostName)})`,
          `set(attributes["${labels.image}"], resource.attributes["${attributes.containerImage}"])`,
        ],
      },
      {
        context: "resource",
        statements: [`delete_key(attributes, "${attributes.containerImage}")`],
      },
    ],
  };
}

/** Splits reads and writes: Docker Engine distinguishes them by an attribute, cAdvisor by the metric's name. */
export function splitBlockIo(): object {
  return {
    error_mode: "ignore",
    metrics: {
      datapoint: [
        `metric.name == "${READS}" and attributes["operation"] != "read"`,
        `metric.name == "${WRITES}" and attributes["operation"] != "write"`,
      ],
    },
  };
}

import { listingIntervalSeconds } from "../../settings/container-address";
import { containerSeries, labels } from "../../settings/labels";
import { addressRules } from "./address-rules";

export interface RuleFile {
  groups: {
    name: string;
    interval?: string;
    rules: { record: string; expr: string }[];
  }[];
}

const IDENTITY = [
  labels.hostName,
  labels.environment,
  labels.containerName,
  labels.containerId,
  labels.image,
];

const BY_CONTAINER = ["job", "instance", ...IDENTITY, labels.observabilityStack].join(", ");

const LAST_SEEN = containerSeries.lastSeen;

/** Four scrapes, so that a rate remains if one fails. */
const SCRAPES_IN_A_RATE = 4;

/**
 * Builds the recording rules of the containers. cAdvisor has no disk or network series for a container that never used
 * a disk or has no network of its own. The rules record 0 for these, so that every running container has every series.
 */
export function buildRules(input: {
  scrapeIntervalSeconds: number;
  historySeconds: number;
}): RuleFile {
  const window = `${Math.max(input.scrapeIntervalSeconds * SCRAPES_IN_A_RATE, 60)}s`;
  const rate = (metric: string) =>
    `sum by (${BY_CONTAINER}) (rate(${metric}{${labels.containerName}!=""}[${window}]))`;
  const running = `0 * sum by (${BY_CONTAINER}) (container_memory_working_set_bytes{${labels.containerName}!=""})`;
  const orZero = (metric: string) => `${rate(metric)} or ${running}`;
  return {
    groups: [
      {
        name: "containers",
        rules: withShortName({
          "host:running_containers:count": `count by (${labels.hostName}, ${labels.environment}) (container_memory_working_set_bytes{${labels.containerName}!=""})`,
          "container:cpu_usage_cores:rate": rate("container_cpu_usage_seconds_total"),
          "container:memory_limit_utilization:ratio":
            `sum by (${BY_CONTAINER}) (container_memory_working_set_bytes{${labels.containerName}!=""})` +
            ` / (sum by (${BY_CONTAINER}) (container_spec_memory_limit_bytes{${labels.containerName}!=""}) > 0)`,
          "container:network_receive_bytes:rate": orZero("container_network_receive_bytes_total"),
          "container:network_transmit_bytes:rate": orZero("container_network_transmit_bytes_total"),
          "container:fs_reads_bytes:rate": orZero("container_fs_reads_bytes_total"),
          "container:fs_writes_bytes:rate": orZero("container_fs_writes_bytes_total"),
        }),
      },
      {
        name: "container-history",
        // Short, because users look for a container right after it started.
        interval: `${listingIntervalSeconds(input.scrapeIntervalSeconds)}s`,
        rules: withShortName({
          [LAST_SEEN]: lastSeen(input.historySeconds),
          ...addressRules(input),
        }),
      },
    ],
  };
}

/**
 * Adds a label with the environment's short name to the recorded series. It is added last and is not a grouping label,
 * so that `lastSeen` continues series from before this label existed.
 */
function withShortName(
  recorded: Readonly<Record<string, string>>,
): RuleFile["groups"][number]["rules"] {
  return Object.entries(recorded).map(([record, expr]) => ({
    record,
    expr: `label_replace(${expr}, "${labels.environmentShort}", "$1", "${labels.environment}", "(.+)")`,
  }));
}

/**
 * Returns the rule for the time at which each container was last seen. This info series maps container IDs to names.
 * After the container stops, it continues from its own last value as long as the container's traces and logs are
 * stored. It survives a Prometheus outage of less than six hours.
 */
function lastSeen(historySeconds: number): string {
  const by = `max by (${IDENTITY.join(", ")})`;
  const running = `container_memory_working_set_bytes{${labels.containerName}!="", ${labels.containerId}!=""}`;
  const known = `${by} (last_over_time(${LAST_SEEN}[6h])) > time() - ${historySeconds}`;
  return `${by} (timestamp(${running})) or ${known}`;
}

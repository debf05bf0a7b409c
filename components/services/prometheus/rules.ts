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

/** Wide enough for four scrapes: one that fails leaves a rate. */
const SCRAPES_IN_A_RATE = 4;

/**
 * Recording rules of the containers. A container that never touched a disk or has no network of its
 * own has no such series in cAdvisor; here every running container has each of them, and reads 0.
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
        // A container that has just started is looked for at once.
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
 * Rules that record under the environment's short name, too. It is put on at the end, and no label to group by: what was
 * recorded before there was one stays the same series for `lastSeen`.
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
 * When each container was last seen: the info series that tells which name an id had. It goes on after
 * the container's end, out of its own last value, for as long as traces and logs of it are kept. A
 * Prometheus that was down takes it up again where that was for less than six hours.
 */
function lastSeen(historySeconds: number): string {
  const by = `max by (${IDENTITY.join(", ")})`;
  const running = `container_memory_working_set_bytes{${labels.containerName}!="", ${labels.containerId}!=""}`;
  const known = `${by} (last_over_time(${LAST_SEEN}[6h])) > time() - ${historySeconds}`;
  return `${by} (timestamp(${running})) or ${known}`;
}

import { labels } from "../../settings/labels";

const CHOSEN = `${labels.hostName}=~"$host", ${labels.containerName}=~"$container"`;
const BY_NAME = `${labels.hostName}, ${labels.containerName}`;

/** The container's name as a legend; the host is in the tooltip's labels. */
export const CONTAINER_LEGEND = `{{${labels.containerName}}}`;

const perContainer = (series: string) => `sum by (${BY_NAME}) (${series}{${CHOSEN}})`;

/** PromQL of the dashboard "Containers". Every one yields a value for every running container. */
export const containerQueries = Object.freeze({
  running: `count(container_memory_working_set_bytes{${CHOSEN}})`,
  cpuTotal: `sum(container:cpu_usage_cores:rate{${CHOSEN}})`,
  memoryTotal: `sum(container_memory_working_set_bytes{${CHOSEN}})`,
  cpu: perContainer("container:cpu_usage_cores:rate"),
  memory: perContainer("container_memory_working_set_bytes"),
  memoryLimit: `max by (${BY_NAME}) (container:memory_limit_utilization:ratio{${CHOSEN}})`,
  received: perContainer("container:network_receive_bytes:rate"),
  sent: perContainer("container:network_transmit_bytes:rate"),
  reads: perContainer("container:fs_reads_bytes:rate"),
  writes: perContainer("container:fs_writes_bytes:rate"),
});

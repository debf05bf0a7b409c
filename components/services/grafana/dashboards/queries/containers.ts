import {
  BY_INSTANCE,
  BY_NAME,
  chosenContainers,
  oomKills,
  restarts,
  unhealthy,
  zeroOf,
} from "./selectors";

const CHOSEN = chosenContainers;

const byName = (series: string) => `sum by (${BY_NAME}) (${series}{${CHOSEN}})`;
const byInstance = (series: string) => `sum by (${BY_INSTANCE}) (${series}{${CHOSEN}})`;
const events = (expr: string) => `${expr} or ${zeroOf(BY_NAME, CHOSEN)}`;

/** PromQL of the dashboard "Containers". */
export const containersQueries = Object.freeze({
  running: `count(container_memory_working_set_bytes{${CHOSEN}})`,
  cpuTotal: `sum(container:cpu_usage_cores:rate{${CHOSEN}})`,
  memoryTotal: `sum(container_memory_working_set_bytes{${CHOSEN}})`,
  unhealthy: `count(${unhealthy(CHOSEN)}) or 0 * count(container_health_state{${CHOSEN}})`,
  restarts: restarts(CHOSEN),
  kills: oomKills(CHOSEN),

  cpu: byName("container:cpu_usage_cores:rate"),
  memory: byName("container_memory_working_set_bytes"),
  memoryShare: `max by (${BY_NAME}) (container:memory_limit_utilization:ratio{${CHOSEN}})`,
  throttled: events(
    `sum by (${BY_NAME}) (rate(container_cpu_cfs_throttled_periods_total{${CHOSEN}}[$__rate_interval]))` +
      ` / (sum by (${BY_NAME}) (rate(container_cpu_cfs_periods_total{${CHOSEN}}[$__rate_interval])) > 0)`,
  ),
  received: byName("container:network_receive_bytes:rate"),
  sent: byName("container:network_transmit_bytes:rate"),
  reads: byName("container:fs_reads_bytes:rate"),
  writes: byName("container:fs_writes_bytes:rate"),
});

/**
 * Queries of a table with one row for each running container. All columns have the same labels, by which Grafana joins
 * them.
 */
export const containersTable = Object.freeze({
  cpu: byInstance("container:cpu_usage_cores:rate"),
  memory: byInstance("container_memory_working_set_bytes"),
  memoryShare: `max by (${BY_INSTANCE}) (container:memory_limit_utilization:ratio{${CHOSEN}})`,
  received: byInstance("container:network_receive_bytes:rate"),
  sent: byInstance("container:network_transmit_bytes:rate"),
  reads: byInstance("container:fs_reads_bytes:rate"),
  writes: byInstance("container:fs_writes_bytes:rate"),
  health: `max by (${BY_INSTANCE}) (container_health_state{${CHOSEN}})`,
  uptime: `time() - max by (${BY_INSTANCE}) (container_start_time_seconds{${CHOSEN}})`,
});

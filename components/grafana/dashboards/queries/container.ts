import { labels } from "../../../settings/labels";
import { BY_HOST, BY_NAME, inEnvironment, oneContainer, zeroOf } from "./selectors";

const CHOSEN = oneContainer;
const BY = BY_NAME;
/** A container that was made anew goes on as a series of its own. */
const BY_ID = `${BY_HOST}, ${labels.containerId}`;

const sum = (series: string) => `sum by (${BY}) (${series}{${CHOSEN}})`;
const rate = (series: string) => `sum by (${BY}) (rate(${series}{${CHOSEN}}[$__rate_interval]))`;
const orZero = (expr: string) => `${expr} or ${zeroOf(BY, CHOSEN)}`;

/** The kernel counts pressure where some container of the host ever had any: cAdvisor writes zeros where it does not. */
const pressure = (kind: string) =>
  `${rate(`container_pressure_${kind}_seconds_total`)} and on (${BY_HOST})` +
  ` (sum by (${BY_HOST}) (container_pressure_cpu_waiting_seconds_total{${inEnvironment}}) > 0)`;

const LIMIT = `max by (${BY}) (container_spec_memory_limit_bytes{${CHOSEN}} > 0)`;
const THROTTLED = rate("container_cpu_cfs_throttled_periods_total");
const PERIODS = `(${rate("container_cpu_cfs_periods_total")} > 0)`;

/** PromQL of the dashboard "Container". */
export const containerQueries = Object.freeze({
  health: `max by (${BY_ID}) (container_health_state{${CHOSEN}})`,
  healthNow: `max(container_health_state{${CHOSEN}})`,
  uptime: `time() - max(container_start_time_seconds{${CHOSEN}})`,
  generations: `count(count by (${labels.containerId}) (last_over_time(container_memory_working_set_bytes{${CHOSEN}}[$__range])))`,
  restarts: `sum(changes(container_start_time_seconds{${CHOSEN}}[$__range]))`,
  restartsOver: `sum by (${BY}) (changes(container_start_time_seconds{${CHOSEN}}[$__rate_interval]))`,
  kills: `sum(increase(container_oom_events_total{${CHOSEN}}[$__range]))`,
  killsOver: `sum by (${BY}) (increase(container_oom_events_total{${CHOSEN}}[$__rate_interval]))`,

  cpu: sum("container:cpu_usage_cores:rate"),
  cpuUser: rate("container_cpu_user_seconds_total"),
  cpuSystem: rate("container_cpu_system_seconds_total"),
  cpuQuota: `max by (${BY}) (container_spec_cpu_quota{${CHOSEN}} / container_spec_cpu_period{${CHOSEN}})`,
  throttled: orZero(`${THROTTLED} / ${PERIODS}`),
  throttledTime: orZero(rate("container_cpu_cfs_throttled_seconds_total")),

  memory: sum("container_memory_working_set_bytes"),
  memoryRss: sum("container_memory_rss"),
  memoryCache: sum("container_memory_cache"),
  memoryLimit: LIMIT,
  memoryShare: `max(container:memory_limit_utilization:ratio{${CHOSEN}})`,
  memoryShareOver: orZero(`max by (${BY}) (container:memory_limit_utilization:ratio{${CHOSEN}})`),
  refusals: rate("container_memory_failcnt"),

  received: sum("container:network_receive_bytes:rate"),
  sent: sum("container:network_transmit_bytes:rate"),
  networkErrors: orZero(
    `${rate("container_network_receive_errors_total")} + ${rate("container_network_transmit_errors_total")}`,
  ),
  networkDrops: orZero(
    `${rate("container_network_receive_packets_dropped_total")} + ${rate("container_network_transmit_packets_dropped_total")}`,
  ),

  reads: sum("container:fs_reads_bytes:rate"),
  writes: sum("container:fs_writes_bytes:rate"),
  readOperations: orZero(rate("container_fs_reads_total")),
  writeOperations: orZero(rate("container_fs_writes_total")),

  pressureCpu: pressure("cpu_waiting"),
  pressureMemory: pressure("memory_waiting"),
  pressureIo: pressure("io_waiting"),
});

/** Its lines are known by its name, or where the engine writes no name, by the id of one of its generations. */
const ITS_LINES =
  `{${inEnvironment}, ${labels.containerName}=~"$container|"}` +
  ` | ${labels.containerName}="$container" or ${labels.containerId}=~"\${id:regex}" and ${labels.containerId}!=""` +
  ` | ${labels.containerId}=~"$of.*"`;

/** LogQL of the dashboard "Container". */
export const containerLogQueries = Object.freeze({
  lines: ITS_LINES,
  volume: `sum by (detected_level) (count_over_time(${ITS_LINES} [$__auto]))`,
});

const ITS_SPANS =
  `resource.deployment.environment.name =~ "\${environment:pipe}"` +
  ` && (resource.container.name = "$container" || resource.container.id =~ "\${id:pipe}")`;

/** TraceQL of the dashboard "Container". */
export const containerTraceQueries = Object.freeze({
  traces: `{ ${ITS_SPANS} }`,
});

import { jobs, labels } from "../../../../settings/labels";
import {
  BY_HOST,
  BY_NAME,
  inEnvironment,
  oneContainer,
  oomKills,
  restarts,
  zeroOf,
} from "./selectors";

const CHOSEN = oneContainer;
const BY = BY_NAME;
/** A recreated container has a new series. */
const BY_ID = `${BY_HOST}, ${labels.containerId}`;

const sum = (series: string) => `sum by (${BY}) (${series}{${CHOSEN}})`;
const rate = (series: string) => `sum by (${BY}) (rate(${series}{${CHOSEN}}[$__rate_interval]))`;
const orZero = (expr: string) => `${expr} or ${zeroOf(BY, CHOSEN)}`;

/**
 * Returns pressure only for hosts that count it, that is, on which any container ever had some: on other hosts,
 * cAdvisor reports zeros.
 */
const pressure = (kind: string) =>
  `${rate(`container_pressure_${kind}_seconds_total`)} and on (${BY_HOST})` +
  ` (sum by (${BY_HOST}) (container_pressure_cpu_waiting_seconds_total{${inEnvironment}}) > 0)`;

const packets = (kind: string) =>
  `(${rate(`container_network_receive_${kind}`)} + ${rate(`container_network_transmit_${kind}`)})`;
const shareOfPackets = (kind: string) => `${packets(kind)} / (${packets("packets_total")} > 0)`;

const LIMIT = `max by (${BY}) (container_spec_memory_limit_bytes{${CHOSEN}} > 0)`;
const QUOTA = `max by (${BY}) (container_spec_cpu_quota{${CHOSEN}} / container_spec_cpu_period{${CHOSEN}})`;
const THROTTLED = rate("container_cpu_cfs_throttled_periods_total");
const PERIODS = `(${rate("container_cpu_cfs_periods_total")} > 0)`;

/** PromQL of the dashboard "Container". */
export const containerQueries = Object.freeze({
  health: `max by (${BY_ID}) (container_health_state{${CHOSEN}})`,
  healthNow: `max(container_health_state{${CHOSEN}})`,
  uptime: `time() - max(container_start_time_seconds{${CHOSEN}})`,
  generations: `count(count by (${labels.containerId}) (last_over_time(container_memory_working_set_bytes{${CHOSEN}}[$__range])))`,
  restarts: restarts(CHOSEN),
  restartsOver: `sum by (${BY}) (changes(container_start_time_seconds{${CHOSEN}}[$__rate_interval]))`,
  kills: oomKills(CHOSEN),
  killsOver: `sum by (${BY}) (increase(container_oom_events_total{${CHOSEN}}[$__rate_interval]))`,

  cpu: sum("container:cpu_usage_cores:rate"),
  cpuUser: rate("container_cpu_user_seconds_total"),
  cpuSystem: rate("container_cpu_system_seconds_total"),
  cpuQuota: QUOTA,
  cpuQuotaUsed: `${sum("container:cpu_usage_cores:rate")} / (${QUOTA})`,
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
  networkErrors: orZero(shareOfPackets("errors_total")),
  networkDrops: orZero(shareOfPackets("packets_dropped_total")),

  reads: sum("container:fs_reads_bytes:rate"),
  writes: sum("container:fs_writes_bytes:rate"),
  readOperations: orZero(rate("container_fs_reads_total")),
  writeOperations: orZero(rate("container_fs_writes_total")),

  pressureCpu: pressure("cpu_waiting"),
  pressureMemory: pressure("memory_waiting"),
  pressureIo: pressure("io_waiting"),
  stalledMemory: pressure("memory_stalled"),
  stalledIo: pressure("io_stalled"),
});

/** Also works in links, in which Grafana formats multiple values differently than in panels. */
const IN_ENVIRONMENT = `${labels.environment}=~"\${environment:pipe}"`;

/** In Loki, an empty regular expression matches everything. Therefore it contains a value that never occurs. */
const oneOf = (label: string, values: string) => `${label}=~"-|${values}"`;
const known = (label: string) => `${label}!=""`;

/** Names are unique on one host. Telemetry that an app sends with a name may lack the host. */
const CHOSEN_NAME =
  `${labels.containerName}="$container" and ${known(labels.containerName)}` +
  ` and (${labels.hostName}="" or ${oneOf(labels.hostName, "${at:pipe}")})`;
/** The user may have selected an ID that no recording rule has recorded. */
const CHOSEN_ID = `(${oneOf(labels.containerId, "${id:regex}")} or ${labels.containerId}="$of") and ${known(labels.containerId)}`;
const CHOSEN_ADDRESS = `${oneOf(labels.containerAddress, "${address:pipe}")} and ${known(labels.containerAddress)}`;

/** Selects lines by the container's name, by the ID of one of its instances, or by an address that only it had. */
const ITS_LINES =
  `{${IN_ENVIRONMENT}, ${labels.containerName}=~"$container|"}` +
  ` | (${CHOSEN_NAME}) or (${CHOSEN_ID}) or (${CHOSEN_ADDRESS})` +
  // If an instance is selected by ID, exclude lines of other instances.
  ` | (${CHOSEN_ID}) or ${labels.containerId}="" or ${labels.containerId}=~"$of.*"`;

const NOT_OF_THE_APP = "container[_:].+|traces_.+|scrape_.+|up|target_info|ALERTS.*";

/** Matchers for metrics of the app in the container. Each selects some of them, and together they select all. */
const ITS_METRICS = [
  `${labels.containerName}="$container", ${known(labels.containerName)}, ${labels.hostName}=~"|\${at:pipe}"`,
  `${labels.containerId}=~"$of|\${id:pipe}", ${known(labels.containerId)}`,
  `${labels.containerAddress}=~"\${address:pipe}", ${known(labels.containerAddress)}`,
].map((one) => `${IN_ENVIRONMENT}, ${one}`);

/**
 * Selects series that the container's app sent, or that were scraped from it, without those about the container itself.
 */
const ITS_SERIES = ITS_METRICS.map(
  (one) =>
    `last_over_time({${one}, __name__!~"${NOT_OF_THE_APP}", job!="${jobs.containers}"}[$__range])`,
).join(" or ");

/** Selects the series of one metric of the app. Grafana inserts its name from the clicked row. */
export const containerAppMetric = ITS_METRICS.map(
  (one) => `{__name__="\${__data.fields.__name__}", ${one}}`,
).join(" or ");

/** Returns the metric names of the app in the container, with the number of series of each. */
export const containerAppMetrics = `count by (__name__) (${ITS_SERIES})`;

/** LogQL of the dashboard "Container". */
export const containerLogQueries = Object.freeze({
  lines: ITS_LINES,
  volume: `sum by (detected_level) (count_over_time(${ITS_LINES} [$__auto]))`,
});

/**
 * Returns the TraceQL query of the dashboard "Container". With several hosts, a name counts only on the selected host,
 * which all spans then contain. TraceQL cannot query spans without a host.
 */
export function containerTraces(severalHosts: boolean): string {
  const host = severalHosts ? ` && resource.host.name =~ "\${at:pipe}"` : "";
  return (
    `{ resource.deployment.environment.name =~ "\${environment:pipe}"` +
    ` && (resource.container.name = "$container"${host} || resource.container.id =~ "\${id:pipe}"` +
    ` || resource.container.id = "$of" || resource.container.address =~ "\${address:pipe}") }`
  );
}

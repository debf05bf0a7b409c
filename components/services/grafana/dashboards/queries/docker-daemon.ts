import { jobs } from "../../../../settings/labels";
import { onHost, orNone } from "./selectors";

const ENGINE = `${onHost}, job="${jobs.engine}"`;
const rate = (by: string, series: string) =>
  `sum by (${by}) (rate(${series}{${ENGINE}}[$__rate_interval]))`;
const mean = (by: string, series: string) =>
  `${rate(by, `${series}_sum`)} / (${rate(by, `${series}_count`)} > 0) or 0 * ${rate(by, `${series}_count`)}`;

/** PromQL of the dashboard "Docker daemon". */
export const daemonQueries = Object.freeze({
  up: `min by (host_name) (up{${ENGINE}})`,
  version: `max by (host_name, version, graphdriver, kernel) (engine_daemon_engine_info{${ENGINE}})`,
  uptime: `time() - max by (host_name) (process_start_time_seconds{${ENGINE}})`,
  containers: `sum by (host_name, state) (engine_daemon_container_states_containers{${ENGINE}})`,
  actions: rate("host_name, action", "engine_daemon_container_actions_seconds_count"),
  actionTime: mean("host_name, action", "engine_daemon_container_actions_seconds"),
  healthChecks: rate("host_name", "engine_daemon_health_checks_total"),
  healthChecksFailed: rate("host_name", "engine_daemon_health_checks_failed_total"),
  events: rate("host_name", "engine_daemon_events_total"),
  listeners: `sum by (host_name) (engine_daemon_events_subscribers_total{${ENGINE}})`,
  builds: rate("host_name", "builder_builds_triggered_total"),
  buildsFailed: rate("host_name", "builder_builds_failed_total"),
  /** Docker Engine creates this counter with the first event. */
  networkActions: orNone(
    rate("host_name, action", "engine_daemon_network_actions_seconds_count"),
    "action",
    "host_name",
    `up{${ENGINE}}`,
  ),
  cpu: rate("host_name", "process_cpu_seconds_total"),
  memory: `sum by (host_name) (process_resident_memory_bytes{${ENGINE}})`,
  heap: `sum by (host_name) (go_memstats_heap_inuse_bytes{${ENGINE}})`,
  goroutines: `sum by (host_name) (go_goroutines{${ENGINE}})`,
  files: `sum by (host_name) (process_open_fds{${ENGINE}}) / sum by (host_name) (process_max_fds{${ENGINE}})`,
});

import { jobs, labels } from "../../../../settings/labels";

/** Matchers for the selection in the dashboard's variables. */
export const inEnvironment = `${labels.environment}=~"$environment"`;
export const onHost = `${inEnvironment}, ${labels.hostName}=~"$host"`;
/** Matchers for both Collectors. */
export const collectors = `${onHost}, job=~"${jobs.collector}|${jobs.agent}"`;
export const manyContainers = `${onHost}, ${labels.containerName}=~"$container"`;
/** Includes the stack's own containers only if they are shown. */
export const ofPipeline = `${labels.observabilityStack}=~"$pipeline"`;
export const chosenContainers = `${manyContainers}, ${ofPipeline}`;
/** Matches the container's name, and the instance selected by ID or address, or all instances. */
export const oneContainer = `${onHost}, ${labels.containerName}="$container", ${labels.containerName}!="", ${labels.containerId}=~"$id|$of.*"`;

/**
 * Selects unhealthy containers. Ignores a container's first minute, because it counts as unhealthy until its first
 * successful health check.
 */
export function unhealthy(containers: string, offset = ""): string {
  return (
    `(container_health_state{${containers}}${offset} == 0)` +
    ` unless on (${labels.containerId}) (time() - container_start_time_seconds{${containers}}${offset} < 60)`
  );
}

/** Returns counts by `label`. Adds a zero with the label value "none" for each series of `present` without a count. */
export function orNone(counted: string, label: string, by: string, present: string): string {
  return `${counted} or on (${by}) label_replace(0 * sum by (${by}) (${present}), "${label}", "none", "", "")`;
}

/** Returns the number of container restarts in the displayed time range. */
export function restarts(containers: string): string {
  return `sum(changes(container_start_time_seconds{${containers}}[$__range]))`;
}

/**
 * Returns the number of processes in the containers that the kernel killed in the displayed time range because a
 * container reached its memory limit.
 */
export function oomKills(containers: string): string {
  return `sum(increase(container_oom_events_total{${containers}}[$__range]))`;
}

/** Returns the start time of each container, in milliseconds since 1970. */
export function startedAt(containers: string): string {
  return `1000 * max by (${BY_INSTANCE}) (container_start_time_seconds{${containers}})`;
}

/** Selects firing alerts that require action. An alert may have no environment. */
export function firingAlerts(offset = ""): string {
  return `ALERTS{alertstate="firing", severity=~"critical|warning", ${labels.environment}=~"$environment|"}${offset}`;
}

/** Grouping labels. Names are unique only on one host of one environment. */
export const BY_HOST = `${labels.environment}, ${labels.hostName}`;
export const BY_NAME = `${BY_HOST}, ${labels.containerName}`;
export const BY_INSTANCE = `${BY_NAME}, ${labels.containerId}, ${labels.image}`;

export const CONTAINER_LEGEND = `{{${labels.containerName}}} on {{${labels.hostName}}}`;
export const HOST_LEGEND = `{{${labels.hostName}}}`;

/**
 * Returns zero for each running container. It fills series that start with an event, and series that a container
 * without a limit, network or disk does not have, so that graphs show zero instead of a gap.
 */
export function zeroOf(by: string, containers: string): string {
  return `0 * sum by (${by}) (container_memory_working_set_bytes{${containers}})`;
}

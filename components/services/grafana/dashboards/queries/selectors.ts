import { jobs, labels } from "../../../../settings/labels";

/** Matchers for what the dashboard's variables choose. */
export const inEnvironment = `${labels.environment}=~"$environment"`;
export const onHost = `${inEnvironment}, ${labels.hostName}=~"$host"`;
/** The Collectors among the scraped services. */
export const collectors = `${onHost}, job=~"${jobs.collector}|${jobs.agent}"`;
export const manyContainers = `${onHost}, ${labels.containerName}=~"$container"`;
/** The pipeline's own containers only if they are shown. */
export const ofPipeline = `${labels.observabilityStack}=~"$pipeline"`;
export const chosenContainers = `${manyContainers}, ${ofPipeline}`;
/** The container's name, and of its instances the one that was chosen, by its ID or its address, or all. */
export const oneContainer = `${onHost}, ${labels.containerName}="$container", ${labels.containerName}!="", ${labels.containerId}=~"$id|$of.*"`;

/** Until its first successful check, a container counts as unhealthy: in its first minute that means nothing. */
export function unhealthy(containers: string, offset = ""): string {
  return (
    `(container_health_state{${containers}}${offset} == 0)` +
    ` unless on (${labels.containerId}) (time() - container_start_time_seconds{${containers}}${offset} < 60)`
  );
}

/** What was counted in a label, and a zero called "none" for each of `present` of which nothing was. */
export function orNone(counted: string, label: string, by: string, present: string): string {
  return `${counted} or on (${by}) label_replace(0 * sum by (${by}) (${present}), "${label}", "none", "", "")`;
}

/** How often the containers restarted within the shown time. */
export function restarts(containers: string): string {
  return `sum(changes(container_start_time_seconds{${containers}}[$__range]))`;
}

/** How many processes of the containers the kernel killed within the shown time because they reached their memory limit. */
export function oomKills(containers: string): string {
  return `sum(increase(container_oom_events_total{${containers}}[$__range]))`;
}

/** When each of the containers started, in milliseconds since 1970. */
export function startedAt(containers: string): string {
  return `1000 * max by (${BY_INSTANCE}) (container_start_time_seconds{${containers}})`;
}

/** Firing alerts that need an action. An alert may be about no environment. */
export function firingAlerts(offset = ""): string {
  return `ALERTS{alertstate="firing", severity=~"critical|warning", ${labels.environment}=~"$environment|"}${offset}`;
}

/** What a series is summed by. Names are unique on one host of one environment only. */
export const BY_HOST = `${labels.environment}, ${labels.hostName}`;
export const BY_NAME = `${BY_HOST}, ${labels.containerName}`;
export const BY_INSTANCE = `${BY_NAME}, ${labels.containerId}, ${labels.image}`;

export const CONTAINER_LEGEND = `{{${labels.containerName}}} on {{${labels.hostName}}}`;
export const HOST_LEGEND = `{{${labels.hostName}}}`;

/**
 * Zero for each container that runs. Series that begin with an event, or that a container without a
 * limit, network or disk does not have, are filled up with it: nothing happened is a zero, not a gap.
 */
export function zeroOf(by: string, containers: string): string {
  return `0 * sum by (${by}) (container_memory_working_set_bytes{${containers}})`;
}

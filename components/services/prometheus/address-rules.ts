import { LISTED_UP_TO_SECONDS_AGO, listingIntervalSeconds } from "../../settings/container-address";
import { containerSeries, labels } from "../../settings/labels";

const { network: FOUND, lastSeen, addressSince, addressLastSeen } = containerSeries;

const HOST = [labels.hostName, labels.environment].join(", ");

/**
 * Identifies one container. Names are not unique: another host, or another time, may have a container with the same
 * name.
 */
const CONTAINER = [labels.hostName, labels.environment, labels.containerId].join(", ");

/** Labels of a container's address, as reported by Docker Engine. The image comes from the container's own series. */
const ADDRESS = [
  labels.hostName,
  labels.environment,
  labels.containerName,
  labels.containerId,
  labels.image,
  labels.network,
  labels.containerIp,
  labels.containerAddress,
  labels.composeProject,
  labels.composeService,
  labels.swarmService,
].join(", ");

const BY_ADDRESS = [labels.environment, labels.containerAddress].join(", ");

/**
 * Maximum time between a container's start and its first listing or first known start time. It can be this long because
 * the agent may have just been replaced.
 */
const UNKNOWN_FOR_SECONDS = 60;

/**
 * Returns rules that record the period in which each container has its address on the stack's network. Telemetry that
 * names no container belongs to the container that had the sender's address at that time. When a container stops, its
 * address becomes free and another container may get it. Start and end are therefore stored as long as traces and logs.
 *
 * The period starts when the container starts. A container may join the network later, so the period starts no earlier
 * than it may have been missing from the list. Until the container's start time is known, the period has no start and
 * the address is not resolved, because the previous container may still have had it. The period ends at the last time
 * at which the container certainly had the address: a list is some seconds old when it is scraped. A container that
 * restarts with the same address keeps one period. Containers that share a network namespace share one address, which
 * is then not resolved to any of them.
 */
export function addressRules(input: {
  scrapeIntervalSeconds: number;
  historySeconds: number;
}): Record<string, string> {
  const { scrapeIntervalSeconds, historySeconds } = input;
  const intervalSeconds = listingIntervalSeconds(scrapeIntervalSeconds);
  const keepLast = (series: string) => `max by (${ADDRESS}) (last_over_time(${series}[6h]))`;
  const stale = 2 * (intervalSeconds + LISTED_UP_TO_SECONDS_AGO);
  // The series of a stopped agent remain visible for five minutes.
  const listed =
    `max without (job, instance) (timestamp(${FOUND}{${labels.containerAddress}!=""}) - ${LISTED_UP_TO_SECONDS_AGO})` +
    ` > time() - ${stale}`;
  const started =
    `max by (${CONTAINER}) (container_start_time_seconds{${labels.containerId}!=""}` +
    ` or timestamp(container_uptime_seconds) - container_uptime_seconds)`;
  const alone = `(${listed}) unless on (${BY_ADDRESS}) (count by (${BY_ADDRESS}) (${listed}) > 1)`;
  // One series for each container, so that the join is unique even if a container's image was renamed.
  const image = `0 * topk by (${CONTAINER}) (1, ${lastSeen}) + 1`;
  // Without container metrics, the containers of a host have neither an image nor a start time.
  const found =
    `(${alone}) * on (${CONTAINER}) group_left (${labels.image}) (${image})` +
    ` or (${alone}) unless on (${HOST}) ${started}`;
  const before = (seconds: number) => `max by (${ADDRESS}) (${addressLastSeen} - ${seconds})`;
  const earliest = before(UNKNOWN_FOR_SECONDS + scrapeIntervalSeconds);
  const recorded = keepLast(addressSince);
  // The container got the address back after another container had it.
  const again =
    `${recorded} < on (${BY_ADDRESS}) group_left () max by (${BY_ADDRESS}) (${recorded})` +
    ` and on (${ADDRESS}) ${addressLastSeen} > time() - ${stale}`;
  return {
    [addressLastSeen]: `max by (${ADDRESS}) (${found}) or ${keepLast(addressLastSeen)} > time() - ${historySeconds}`,
    [addressSince]:
      `${recorded} and on (${ADDRESS}) ${addressLastSeen} unless on (${ADDRESS}) (${again})` +
      ` or 0 * ${earliest} + on (${CONTAINER}) group_left () ${started} > ${earliest}` +
      ` or ${earliest} and on (${CONTAINER}) ${started}` +
      ` or ${before(intervalSeconds)} unless on (${HOST}) ${started}`,
  };
}

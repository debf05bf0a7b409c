import { LISTED_UP_TO_SECONDS_AGO, listingIntervalSeconds } from "../../settings/container-address";
import { containerSeries, labels } from "../../settings/labels";

const { network: FOUND, lastSeen, addressSince, addressLastSeen } = containerSeries;

const HOST = [labels.hostName, labels.environment].join(", ");

/** One container: its name may be another's, on another host or at another time. */
const CONTAINER = [labels.hostName, labels.environment, labels.containerId].join(", ");

/** What the engine reports of a container and its address. The image is known from the container's own series. */
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

/** How long before it is first listed, or its start is first known, a container may have started: an agent may just have been replaced. */
const UNKNOWN_FOR_SECONDS = 60;

/**
 * From when until when each container has had its address on the stack's network: telemetry that names no container belongs
 * to the one that had the sender's address at that time. An address is free again when its container stops, and the next one
 * may get it, so both ends are kept for as long as traces and logs are.
 *
 * The beginning is the container's start, but no earlier than it can have been missing from the list: it may have joined the
 * network later. Until the start is known, neither is the beginning, and the address leads nowhere: the one before may still have
 * had it. The end is the last time at which it must have been there: a list is some seconds old when it is scraped. A
 * container that starts again with the same address has had it all the time. Containers that share a network namespace have
 * one address together, which then belongs to none of them.
 */
export function addressRules(input: {
  scrapeIntervalSeconds: number;
  historySeconds: number;
}): Record<string, string> {
  const { scrapeIntervalSeconds, historySeconds } = input;
  const intervalSeconds = listingIntervalSeconds(scrapeIntervalSeconds);
  const keepLast = (series: string) => `max by (${ADDRESS}) (last_over_time(${series}[6h]))`;
  const stale = 2 * (intervalSeconds + LISTED_UP_TO_SECONDS_AGO);
  // An agent that has stopped leaves its series behind for five minutes.
  const listed =
    `max without (job, instance) (timestamp(${FOUND}{${labels.containerAddress}!=""}) - ${LISTED_UP_TO_SECONDS_AGO})` +
    ` > time() - ${stale}`;
  const started =
    `max by (${CONTAINER}) (container_start_time_seconds{${labels.containerId}!=""}` +
    ` or timestamp(container_uptime_seconds) - container_uptime_seconds)`;
  const alone = `(${listed}) unless on (${BY_ADDRESS}) (count by (${BY_ADDRESS}) (${listed}) > 1)`;
  // One of each container, so that the join has one partner also where a container's image was given another name.
  const image = `0 * topk by (${CONTAINER}) (1, ${lastSeen}) + 1`;
  // A host may have no container metrics: its containers have no image and no start then.
  const found =
    `(${alone}) * on (${CONTAINER}) group_left (${labels.image}) (${image})` +
    ` or (${alone}) unless on (${HOST}) ${started}`;
  const before = (seconds: number) => `max by (${ADDRESS}) (${addressLastSeen} - ${seconds})`;
  const earliest = before(UNKNOWN_FOR_SECONDS + scrapeIntervalSeconds);
  const recorded = keepLast(addressSince);
  // Another one has had the address since, and it has it again.
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

import {
  LISTED_UP_TO_SECONDS_AGO,
  LISTED_EVERY_SECONDS,
} from "../../../../settings/container-address";
import { containerSeries, labels } from "../../../../settings/labels";
import { BY_HOST, onHost } from "./selectors";

const { lastSeen, addressSince, addressLastSeen } = containerSeries;

/**
 * Start, end and middle of the displayed time range, in seconds since 1970. Links open a time range around the time of
 * interest, which is its middle.
 */
const FROM = "$__from / 1000";
const TO = "$__to / 1000";
const MIDDLE = "($__from + $__to) / 2000";

/**
 * Time for which a container may have kept its address after it was last listed with it, unless another container was
 * listed with that address.
 */
const GRACE_SECONDS = LISTED_UP_TO_SECONDS_AGO + LISTED_EVERY_SECONDS;

/**
 * Labels that identify a container with an address, in the two series with the start and the end of the period in which
 * it had the address.
 */
const HOLDER = [
  labels.environment,
  labels.hostName,
  labels.containerId,
  labels.containerAddress,
].join(", ");

/** Looks back 15 minutes: a link from a current span opens a time range that ends five minutes in the future. */
const known = (series: string, chosen: string) => `last_over_time(${series}{${chosen}}[15m])`;

const during = (chosen: string, from: string, to: string) =>
  `${known(addressSince, chosen)} <= ${to} and on (${HOLDER}) ${known(addressLastSeen, chosen)} >= ${from}`;

/**
 * Returns the containers that the text variable `of` selects. Empty: all. An ID or the start of one: the containers
 * with matching IDs. An address: the container that had it in the middle of the displayed time range. If several
 * qualify, this is the last one to get the address, of those listed before and after that time, or else of those listed
 * shortly before.
 */
export function meantContainers(label: string, chosen?: string): string {
  const also = chosen === undefined ? "" : `, ${chosen}`;
  const byId = known(lastSeen, `${onHost}, ${labels.containerId}=~"$of.*"${also}`);
  const withAddress = `${onHost}, ${labels.containerAddress}="$of"`;
  const covering = during(withAddress, MIDDLE, MIDDLE);
  const before = during(withAddress, `${MIDDLE} - ${GRACE_SECONDS}`, MIDDLE);
  const holder = `topk(1, ${covering} or ${before} unless on () (${covering}))`;
  const wanted =
    chosen === undefined ? holder : `${holder} and on (${HOLDER}) ${known(addressSince, chosen)}`;
  return `max by (${label}) (${byId}) or max by (${label}) (${wanted})`;
}

const ITS_INSTANCES = `${onHost}, ${labels.containerName}="$container", ${labels.containerId}=~"$id"`;

/**
 * Returns the addresses of the selected instances in the displayed time range. Excludes addresses that another
 * container had in that range, too: after the selected instances, or before them if they got the address only within
 * the range.
 */
export function ownAddresses(): string {
  const by = `by (${labels.containerAddress})`;
  const own = `max ${by} (${during(ITS_INSTANCES, FROM, TO)})`;
  const others = `max ${by} (${during(`${labels.containerId}!~"$id"`, `${FROM} - ${GRACE_SECONDS}`, TO)})`;
  return `${own} unless ${others} > ${own} unless (${others} and ${own} > ${FROM})`;
}

const instances = (value: string) =>
  `max by (${labels.containerId}, ${labels.containerAddress}, ${labels.image}, ${BY_HOST}) (${value})`;
const inTime = during(ITS_INSTANCES, FROM, TO);

/** The selected instances, with the start and the end of the period in which each had its address, in milliseconds. */
export const instanceQueries = Object.freeze({
  since: instances(`ceil(1000 * (${inTime}))`),
  lastSeen: instances(
    `floor(1000 * (${known(addressLastSeen, ITS_INSTANCES)} and on (${HOLDER}) (${inTime})))`,
  ),
});

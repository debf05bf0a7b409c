import {
  LISTED_UP_TO_SECONDS_AGO,
  LISTED_EVERY_SECONDS,
} from "../../../../settings/container-address";
import { containerSeries, labels } from "../../../../settings/labels";
import { BY_HOST, onHost } from "./selectors";

const { lastSeen, addressSince, addressLastSeen } = containerSeries;

/** Seconds since 1970 of the shown time: its beginning, its end, and the moment in its middle, around which a link opens it. */
const FROM = "$__from / 1000";
const TO = "$__to / 1000";
const MIDDLE = "($__from + $__to) / 2000";

/**
 * How long a container may still have had its address after the last time at which it must have had it, unless another one
 * was listed with it.
 */
const GRACE_SECONDS = LISTED_UP_TO_SECONDS_AGO + LISTED_EVERY_SECONDS;

/** What a container with an address is known by, in both of the series that say from when until when it had it. */
const HOLDER = [
  labels.environment,
  labels.hostName,
  labels.containerId,
  labels.containerAddress,
].join(", ");

/** A link to a span of this moment opens the page at a time that ends five minutes from now. */
const known = (series: string, chosen: string) => `last_over_time(${series}{${chosen}}[15m])`;

const during = (chosen: string, from: string, to: string) =>
  `${known(addressSince, chosen)} <= ${to} and on (${HOLDER}) ${known(addressLastSeen, chosen)} >= ${from}`;

/**
 * Containers that the text variable `of` means: every one where it is empty, those with an ID that begins with it, or the one that
 * had the address in the middle of the shown time: the one that got it last, of those that were listed before and after that
 * moment, or else of those that were listed shortly before.
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
 * Addresses of the chosen instances in the shown time, without those that another container had in it, too: one that got it
 * later, or one before if the chosen ones got it only in this time.
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

/** The chosen instances, and from when until when each had its address, in milliseconds. */
export const instanceQueries = Object.freeze({
  since: instances(`ceil(1000 * (${inTime}))`),
  lastSeen: instances(
    `floor(1000 * (${known(addressLastSeen, ITS_INSTANCES)} and on (${HOLDER}) (${inTime})))`,
  ),
});

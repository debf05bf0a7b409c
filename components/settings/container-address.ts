import type { PipelineSettings } from "./schema";

/**
 * Where a container's IP address names one container at a time: on one Docker host, or on the overlay network of a Swarm.
 * Two hosts may have equal subnets, so an address is known together with it. Undefined if nothing here lists the containers:
 * an address then leads nowhere.
 */
export function addressScope({
  containerDiscovery,
  hostName,
  namePrefix,
  services,
  swarm,
}: Pick<
  PipelineSettings,
  "containerDiscovery" | "hostName" | "namePrefix" | "services" | "swarm"
>): string | undefined {
  if (!containerDiscovery || !services.includes("agent")) return undefined;
  return swarm ? namePrefix : hostName;
}

/**
 * How often an agent lists the containers of its host: one that runs for less may stay unknown. The engine takes some two
 * milliseconds of CPU for each container in a list.
 */
export const LISTED_EVERY_SECONDS = 30;

/** How old a list may be when it is scraped: a refresh, and two update delays of five seconds each. */
export const LISTED_UP_TO_SECONDS_AGO = LISTED_EVERY_SECONDS + 10;

/**
 * How often the list is scraped, and what follows from it is recorded: at every second scrape of the containers, as each is a
 * target of its own here, and costs the agent a millisecond of CPU each time.
 */
export function listingIntervalSeconds(scrapeIntervalSeconds: number): number {
  return Math.min(2 * scrapeIntervalSeconds, LISTED_EVERY_SECONDS);
}

/** The value of `container.address`. `ip` may be a placeholder that is filled in later. */
export function containerAddress(ip: string, scope: string): string {
  return `${ip}@${scope}`;
}

import type { PipelineSettings } from "./schema";

/**
 * The scope in which an IP address identifies one container at a time: one Docker host, or the overlay network of a
 * Swarm. Hosts may have equal subnets, so addresses are stored with their scope. Undefined if the agent does not list
 * the containers, because an address then cannot be resolved.
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
 * Interval at which an agent lists the containers of its host. A container with a shorter life may remain unknown. Each
 * listing costs the engine about two milliseconds of CPU per container.
 */
export const LISTED_EVERY_SECONDS = 30;

/** Maximum age of a list when it is scraped: one refresh interval and two update delays of five seconds each. */
export const LISTED_UP_TO_SECONDS_AGO = LISTED_EVERY_SECONDS + 10;

/**
 * Interval at which the list is scraped and its recording rules are evaluated: every second scrape of the containers.
 * Each container is a separate target of this job, and costs the agent a millisecond of CPU per scrape.
 */
export function listingIntervalSeconds(scrapeIntervalSeconds: number): number {
  return Math.min(2 * scrapeIntervalSeconds, LISTED_EVERY_SECONDS);
}

/** Value of `container.address`. `ip` may be a placeholder that is replaced later. */
export function containerAddress(ip: string, scope: string): string {
  return `${ip}@${scope}`;
}

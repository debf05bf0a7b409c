import { byName } from "../../components/services";

const WITHOUT: Readonly<Record<string, string>> = byName("whileAway");
const REMOVED: Readonly<Record<string, string>> = byName("onceRemoved");

/** What people notice while a service's container is away, on any host; empty if nothing. */
export function whileAway(service: string): string {
  return WITHOUT[serviceOf(service)] ?? "";
}

/** What people notice when a service goes for good. */
export function onceRemoved(service: string): string {
  return REMOVED[serviceOf(service)] ?? "";
}

/** The service of `agent on host web-1`. */
export function serviceOf(service: string): string {
  return service.split(" ")[0] ?? "";
}

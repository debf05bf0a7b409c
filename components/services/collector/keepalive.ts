/**
 * How long a connection between hosts may be silent before the agent asks whether it is still there. A router that has forgotten
 * it tells nobody: without being asked, TCP takes it for good for a quarter of an hour.
 */
export const STALE_AFTER = "60s";

/** What the gateway allows: to one that asks more often it hangs up, and unless told takes five minutes for often. */
export const asksAllowed = Object.freeze({
  enforcement_policy: { min_time: "30s", permit_without_stream: true },
});

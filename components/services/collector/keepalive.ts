/**
 * Idle time after which the agent sends a keepalive ping over a connection between hosts. A router that drops a
 * connection sends no notification, and TCP alone would notice only after a quarter of an hour.
 */
export const STALE_AFTER = "60s";

/**
 * Minimum ping interval that the gateway allows. It closes connections that send pings more often; gRPC's default
 * minimum is 5 min.
 */
export const asksAllowed = Object.freeze({
  enforcement_policy: { min_time: "30s", permit_without_stream: true },
});

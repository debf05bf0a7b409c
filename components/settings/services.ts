/** What a stack can run. `collector` is the gateway that apps send to, `agent` reads this host. */
export const SERVICES = [
  "cadvisor",
  "prometheus",
  "collector",
  "agent",
  "tempo",
  "loki",
  "grafana",
  "alertmanager",
] as const;

/** What a stack runs unless told otherwise: alerts are shown in Grafana and Prometheus without an Alertmanager, too. */
export const DEFAULT_SERVICES = SERVICES.filter((name) => name !== "alertmanager");

export type ServiceName = (typeof SERVICES)[number];

/** The filter in front of the engine's API: of no use by itself, so a setting of its own turns it on. */
export const SOCKET_PROXY = "socket-proxy";

/** The setting that holds a service's image. Both Collectors run the same one. */
export function imageSetting(service: ServiceName) {
  return service === "agent" ? "collectorImage" : (`${service}Image` as const);
}

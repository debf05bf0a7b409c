/** What a stack can run. `collector` is the gateway that apps send to, `agent` reads this host. */
export const SERVICES = [
  "cadvisor",
  "prometheus",
  "collector",
  "agent",
  "tempo",
  "loki",
  "grafana",
] as const;

export type ServiceName = (typeof SERVICES)[number];

/** The setting that holds a service's image. Both Collectors run the same one. */
export function imageSetting(service: ServiceName) {
  return service === "agent" ? "collectorImage" : (`${service}Image` as const);
}

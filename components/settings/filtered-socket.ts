import type { PipelineSettings } from "./schema";

/** Mount path of the volume with the socket of the proxy in front of the engine's API. */
export const FILTERED_PATH = "/filtered";

/** Socket of the proxy, which the agent uses instead of the engine's. */
export const FILTERED_SOCKET = `${FILTERED_PATH}/docker.sock`;

/** Whether the agent queries the engine. cAdvisor mounts the engine's socket itself. */
export function readsEngine({
  services,
  containerDiscovery,
  containerMetrics,
}: Pick<PipelineSettings, "services" | "containerDiscovery" | "containerMetrics">): boolean {
  return services.includes("agent") && (containerDiscovery || containerMetrics === "docker_stats");
}

/** Whether the proxy is between the engine's socket and the agent. */
export function filtersSocket(
  settings: Pick<
    PipelineSettings,
    "services" | "containerDiscovery" | "containerMetrics" | "dockerSocketProxy"
  >,
): boolean {
  return settings.dockerSocketProxy && readsEngine(settings);
}

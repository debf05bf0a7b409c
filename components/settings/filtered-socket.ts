import type { PipelineSettings } from "./schema";

/** Folder of the volume in which the filter in front of the engine's API has its own socket, and the reader finds it. */
export const FILTERED_PATH = "/filtered";

/** What the reader asks in place of the engine's socket. */
export const FILTERED_SOCKET = `${FILTERED_PATH}/docker.sock`;

/** Whether the agent reads the engine at all. cAdvisor has the socket itself. */
export function readsEngine({
  services,
  containerDiscovery,
  containerMetrics,
}: Pick<PipelineSettings, "services" | "containerDiscovery" | "containerMetrics">): boolean {
  return services.includes("agent") && (containerDiscovery || containerMetrics === "docker_stats");
}

/** Whether a filter stands between the engine's socket and the agent. */
export function filtersSocket(
  settings: Pick<
    PipelineSettings,
    "services" | "containerDiscovery" | "containerMetrics" | "dockerSocketProxy"
  >,
): boolean {
  return settings.dockerSocketProxy && readsEngine(settings);
}

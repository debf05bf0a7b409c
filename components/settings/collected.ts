import type { PipelineSettings } from "./schema";
import type { ServiceName } from "./services";

/** What a stack collects of its host. */
export interface Collected {
  /** What tells of the host's containers; undefined where nothing here does. */
  readonly containerMetrics: "cadvisor" | "docker_stats" | undefined;
  readonly containerLogs: boolean;
  readonly hostMetrics: boolean;
}

/** `services` are those that run. */
export function collected(settings: PipelineSettings, services: readonly ServiceName[]): Collected {
  const agent = services.includes("agent");
  const tells = settings.containerMetrics === "cadvisor" ? services.includes("cadvisor") : agent;
  return {
    containerMetrics: tells ? settings.containerMetrics : undefined,
    containerLogs: agent && settings.containerLogs,
    hostMetrics: agent && settings.hostMetrics,
  };
}

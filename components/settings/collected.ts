import { patternRegex } from "./container-pattern";
import type { PipelineSettings } from "./schema";
import type { ServiceName } from "./services";

/** What a stack collects of its host. */
export interface Collected {
  /** What tells of the host's containers; undefined where nothing here does. */
  readonly containerMetrics: "cadvisor" | "docker_stats" | undefined;
  readonly containerLogs: boolean;
  readonly hostMetrics: boolean;
  /** Whether cAdvisor adds the host's network interfaces to them: an agent sees only those of its container. */
  readonly hostNetwork: boolean;
  /** Whether its containers are listed, and scraped by their labels. */
  readonly containerDiscovery: boolean;
}

/** `services` are those that run. */
export function collected(settings: PipelineSettings, services: readonly ServiceName[]): Collected {
  const agent = services.includes("agent");
  const tells = settings.containerMetrics === "cadvisor" ? services.includes("cadvisor") : agent;
  return {
    containerMetrics: tells ? settings.containerMetrics : undefined,
    containerLogs: agent && settings.containerLogs,
    hostMetrics: agent && settings.hostMetrics,
    hostNetwork: agent && tells && readsHostNetwork(settings),
    containerDiscovery: agent && settings.containerDiscovery,
  };
}

/** What is collected of every host whose agent sends here: with a gateway that others reach, not of this one alone. */
export function watched(settings: PipelineSettings, services: readonly ServiceName[]): Collected {
  const { gatewayEndpoint } = settings;
  return gatewayEndpoint === "" || !services.includes("collector")
    ? collected(settings, services)
    : { ...settings, hostNetwork: readsHostNetwork(settings) };
}

function readsHostNetwork(settings: PipelineSettings): boolean {
  return settings.hostMetrics && settings.containerMetrics === "cadvisor";
}

/** What a stack tells of the logs that it collects: its output `signals`. */
export interface CollectedLogs {
  readonly containerLogs: boolean;
  readonly logInclude: readonly string[];
  readonly logExclude: readonly string[];
}

/** Why what the container of this name, and this short id, prints is not collected; undefined where it is. */
export function logsNotCollected(
  container: { readonly name: string; readonly id?: string },
  logs: CollectedLogs,
): string | undefined {
  const { name, id = name } = container;
  const matching = (patterns: readonly string[]) =>
    patterns.find((pattern) => {
      const regex = new RegExp(`^(?:${patternRegex(pattern)})$`);
      return regex.test(name) || regex.test(id);
    });
  if (!logs.containerLogs) return "it collects no container's logs";
  if (logs.logInclude.length > 0 && matching(logs.logInclude) === undefined) {
    return `its logInclude (${logs.logInclude.join(", ")}) does not match that name`;
  }
  const excluded = matching(logs.logExclude);
  return excluded === undefined ? undefined : `its logExclude (${excluded}) matches that name`;
}

import { patternRegex } from "./container-pattern";
import type { PipelineSettings } from "./schema";
import type { ServiceName } from "./services";

/** The signals that a stack collects from its host. */
export interface Collected {
  /** Source of container metrics; undefined if there is none. */
  readonly containerMetrics: "cadvisor" | "docker_stats" | undefined;
  readonly containerLogs: boolean;
  readonly hostMetrics: boolean;
  /** Whether cAdvisor adds the host's network interfaces: an agent sees only those of its own container. */
  readonly hostNetwork: boolean;
  /** Whether the agent lists the containers, and scrapes those with scrape labels. */
  readonly containerDiscovery: boolean;
}

/** @param services The services that run. */
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

/** Signals from all hosts whose agents send to this stack. With a `gatewayEndpoint`, these can be remote hosts, too. */
export function watched(settings: PipelineSettings, services: readonly ServiceName[]): Collected {
  const { gatewayEndpoint } = settings;
  return gatewayEndpoint === "" || !services.includes("collector")
    ? collected(settings, services)
    : { ...settings, hostNetwork: readsHostNetwork(settings) };
}

function readsHostNetwork(settings: PipelineSettings): boolean {
  return settings.hostMetrics && settings.containerMetrics === "cadvisor";
}

/** The part of the output `signals` about logs. */
export interface CollectedLogs {
  readonly containerLogs: boolean;
  readonly logInclude: readonly string[];
  readonly logExclude: readonly string[];
}

/** Reason why the logs of a container, by its name and short ID, are not collected; undefined if they are. */
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

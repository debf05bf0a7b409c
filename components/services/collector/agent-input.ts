import type { Plan } from "../../plan/plan";
import { FILTERED_SOCKET, filtersSocket } from "../../settings/filtered-socket";
import { NODE_NAME_IN_COLLECTOR } from "../../settings/swarm-settings";
import type { AgentInput } from "./agent-config";

export function agentInput(plan: Plan): AgentInput {
  const { settings, collected, addressScope, remoteGateway } = plan;
  return {
    // Each node of a Swarm has a different name.
    hostName: settings.swarm ? NODE_NAME_IN_COLLECTOR : settings.hostName,
    environment: settings.environment,
    scrapeInterval: settings.scrapeInterval,
    queueSizeBytes: settings.queueSize,
    containerLogs: settings.containerLogs
      ? { include: settings.logInclude, exclude: settings.logExclude }
      : undefined,
    hostMetrics: settings.hostMetrics,
    containerMetrics: agentMetrics(plan),
    cadvisorMetrics: settings.cadvisorMetrics,
    hostNetwork: collected.hostNetwork,
    dockerSocket: filtersSocket(settings) ? FILTERED_SOCKET : settings.dockerSocket,
    discovery:
      addressScope === undefined ? undefined : { network: settings.namePrefix, addressScope },
    remoteGateway,
  };
}

function agentMetrics({
  settings,
  collected,
  remoteGateway,
}: Plan): AgentInput["containerMetrics"] {
  if (settings.containerMetrics === "docker_stats") return "docker_stats";
  const pushes = settings.cadvisorTransport === "otlp" || remoteGateway !== undefined;
  return collected.containerMetrics === "cadvisor" && pushes ? "cadvisor" : "none";
}

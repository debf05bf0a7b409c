import type { Problem } from "../problem";
import { addService, fill, remove, set } from "./fixes";
import type { PipelineSettings } from "./schema";
import type { ServiceName } from "./services";

/** Services that run on a remote host. */
export const HOST_SERVICES: readonly ServiceName[] = ["cadvisor", "agent"];

/** The host of a `host:port`. */
export function hostOf(hostPort: string): string {
  return hostPort.slice(0, hostPort.lastIndexOf(":"));
}

/** Problems of a stack that spans several Docker hosts. */
export function hostChecks(settings: PipelineSettings): Problem[] {
  return settings.backendStack === ""
    ? [...listedTwice(settings), ...wayToTheGateway(settings)]
    : ownStack(settings);
}

function listedTwice({ hosts, hostName }: PipelineSettings): Problem[] {
  const problems: Problem[] = [];
  for (const [index, { name, docker }] of hosts.entries()) {
    const before = hosts.slice(0, index);
    if (before.some((other) => other.name === name)) {
      problems.push({
        setting: "hosts",
        message: `two hosts have the name ${name}.`,
        fix: "Give each host a different name.",
      });
    }
    const same = before.find((other) => other.docker === docker);
    if (same !== undefined) {
      problems.push({
        setting: "hosts",
        message: `${same.name} and ${name} have the same address, ${docker}, and a host runs only one agent.`,
        fix: "Remove one of them from the list.",
      });
    }
    if (name === hostName) {
      problems.push({
        setting: "hosts",
        given: name,
        message:
          "is also the hostName of this stack's own host, which does not belong in the list.",
        fix: "Remove the own host from the list, or give the remote host a different name.",
      });
    }
  }
  return problems;
}

function wayToTheGateway(settings: PipelineSettings): Problem[] {
  const { hosts, gatewayEndpoint, tls, otlpAuth, otlpGrpcPort, services } = settings;
  if (hosts.length === 0 && gatewayEndpoint === "") return [];
  const problems: Problem[] = [];
  const what = hosts.length === 0 ? "gatewayEndpoint" : "hosts";
  if (!services.includes("collector")) {
    problems.push({
      setting: what,
      message: "agents of remote hosts send to the collector, which services does not list.",
      fix: addService(settings, "collector"),
    });
  }
  if (hosts.length > 0 && gatewayEndpoint === "") {
    problems.push({
      setting: "gatewayEndpoint",
      message: "it is empty, and the agents of hosts send to it.",
      fix: fill(
        "gatewayEndpoint",
        "Set it to the address at which these hosts reach this stack's otlpGrpcPort, for example",
      ),
    });
  }
  if (tls === "off") {
    problems.push({
      setting: what,
      message: "the agents of remote hosts would send in plain text.",
      fix: set("Turn TLS on", "tls", "generated"),
    });
  }
  if (otlpAuth === "none") {
    problems.push({
      setting: what,
      message: "without credentials, anyone who can reach the gateway could send to it.",
      fix: set("Require a token (or mtls)", "otlpAuth", "token"),
    });
  }
  if (otlpGrpcPort === 0) {
    problems.push({
      setting: what,
      message: "otlpGrpcPort is 0, so the gateway cannot be reached.",
      fix: remove("otlpGrpcPort", "Publish its default port again"),
    });
  }
  if (hosts.length > 0 && !settings.containerLogs && !settings.hostMetrics) {
    const metrics = services.includes("cadvisor") || settings.containerMetrics === "docker_stats";
    if (!metrics) {
      problems.push({
        setting: "hosts",
        message:
          "there is nothing to collect on these hosts: containerLogs and hostMetrics are off, and services does not list cadvisor.",
        fix: addService(settings, "cadvisor"),
      });
    }
  }
  return problems;
}

/** Problems of a stack on a remote host, which has no services and settings of the backend. */
function ownStack(settings: PipelineSettings): Problem[] {
  const { services, backendStack } = settings;
  const problems: Problem[] = [];
  const others = services.filter((name) => !HOST_SERVICES.includes(name));
  if (others.length > 0) {
    problems.push({
      setting: "backendStack",
      message: `a stack that sends to ${backendStack} runs agent and cadvisor only, and services also lists ${others.join(", ")}.`,
      fix: set(
        "Remove backendStack, or set services",
        "services",
        JSON.stringify(["agent", "cadvisor"]),
      ),
    });
  } else if (!services.includes("agent")) {
    problems.push({
      setting: "backendStack",
      message: "services does not list agent, and only the agent sends data to the backend.",
      fix: addService(settings, "agent"),
    });
  }
  const backendOnly = [
    [settings.hosts.length > 0, "hosts"],
    [settings.gatewayEndpoint !== "", "gatewayEndpoint"],
    [settings.tls !== "off", "tls"],
    [settings.otlpAuth !== "none", "otlpAuth"],
    [settings.prometheusUrl !== "", "prometheusUrl"],
    [settings.tempoUrl !== "", "tempoUrl"],
    [settings.tempoOtlpEndpoint !== "", "tempoOtlpEndpoint"],
    [settings.lokiUrl !== "", "lokiUrl"],
    [settings.upstreamOtlpEndpoint !== "", "upstreamOtlpEndpoint"],
  ] as const;
  for (const [given, name] of backendOnly) {
    if (!given) continue;
    problems.push({
      setting: name,
      message: `it belongs to the backend's stack, and backendStack makes this stack a host of ${backendStack}.`,
      fix: remove(name, `Set it in the stack ${backendStack}, and remove it here`),
    });
  }
  return problems;
}

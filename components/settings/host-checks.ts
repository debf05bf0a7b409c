import type { Problem } from "../problem";
import type { PipelineSettings } from "./schema";
import type { ServiceName } from "./services";

/** What runs on a host that is not the backend's. */
export const HOST_SERVICES: readonly ServiceName[] = ["cadvisor", "agent"];

/** The name in a `host:port`. */
export function hostOf(hostPort: string): string {
  return hostPort.slice(0, hostPort.lastIndexOf(":"));
}

/** What is wrong with a stack that spans several Docker hosts. */
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
        message: `the name ${name} is given twice.`,
        fix: "Give each host a name of its own.",
      });
    }
    const same = before.find((other) => other.docker === docker);
    if (same !== undefined) {
      problems.push({
        setting: "hosts",
        message: `${same.name} and ${name} are the same host, ${docker}.`,
        fix: "Take one out: a host has one agent.",
      });
    }
    if (name === hostName) {
      problems.push({
        setting: "hosts",
        given: name,
        message:
          "is this stack's own hostName, too. The stack's own host is not in the list; give the other one another name.",
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
      message: "agents of other hosts send to the collector, which services does not list.",
      fix: "Add collector, or set backendStack.",
    });
  }
  if (hosts.length > 0 && gatewayEndpoint === "") {
    problems.push({
      setting: "gatewayEndpoint",
      message: "it is empty, and the agents of hosts have nowhere to send to.",
      fix: "Give the address at which they reach this stack's otlpGrpcPort, such as telemetry.example.com:4317.",
    });
  }
  if (tls === "off") {
    problems.push({
      setting: what,
      message: "the agents of other hosts would send in clear.",
      fix: "Set tls to generated (or files).",
    });
  }
  if (otlpAuth === "none") {
    problems.push({
      setting: what,
      message: "everybody who reaches the gateway could send to it.",
      fix: "Set otlpAuth to token (or mtls).",
    });
  }
  if (otlpGrpcPort === 0) {
    problems.push({
      setting: what,
      message: "otlpGrpcPort is 0, so nobody reaches the gateway.",
      fix: "Give it a port.",
    });
  }
  if (hosts.length > 0 && !settings.containerLogs && !settings.hostMetrics) {
    const metrics = services.includes("cadvisor") || settings.containerMetrics === "docker_stats";
    if (!metrics) {
      problems.push({
        setting: "hosts",
        message: "there is nothing to collect there.",
        fix: "Add cadvisor to services.",
      });
    }
  }
  return problems;
}

/** Of what the backend has, a host's own stack has nothing. */
function ownStack(settings: PipelineSettings): Problem[] {
  const { services, backendStack } = settings;
  const problems: Problem[] = [];
  const others = services.filter((name) => !HOST_SERVICES.includes(name));
  if (others.length > 0) {
    problems.push({
      setting: "backendStack",
      message: `a stack that sends to ${backendStack} runs agent and cadvisor only, and services lists ${others.join(", ")}.`,
      fix: 'Set services to ["agent","cadvisor"], or leave backendStack empty.',
    });
  } else if (!services.includes("agent")) {
    problems.push({
      setting: "backendStack",
      message: "services does not list agent, which alone sends anything.",
      fix: "Add agent.",
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
      message: `it belongs to the backend's stack, and backendStack makes this a host of ${backendStack}.`,
      fix: "Set it there, and remove it here.",
    });
  }
  return problems;
}

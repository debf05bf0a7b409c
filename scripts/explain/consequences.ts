/** What people notice while a service's container is away, in one sentence each. */
const WITHOUT: Readonly<Record<string, string>> = {
  agent:
    "Logs are read on from where it stopped, host metrics have a gap; its queue stays on its volume.",
  alertmanager:
    "Prometheus tries again to deliver its alerts; silences and what was sent stay on its volume.",
  cadvisor: "Container metrics have a gap of that length.",
  collector:
    "Apps cannot send, and SDKs and agents try again; what it had taken stays queued on its volume.",
  grafana: "People are asked to reload the page; they stay logged in.",
  loki: "Logs cannot be searched; new ones wait in the gateway's queue.",
  prometheus:
    "Metrics that it scrapes have a gap and its rules pause; what is pushed waits in the gateway's queue.",
  "socket-proxy":
    "New containers are discovered late. With `containerMetrics: docker_stats`, container metrics have a gap.",
  tempo: "Traces cannot be searched; new ones wait in the gateway's queue.",
};

/** What people notice when a service goes for good. */
const REMOVED: Readonly<Record<string, string>> = {
  agent: "This host's container logs and host metrics are collected no more.",
  alertmanager: "Alerts are shown in Prometheus and Grafana, and sent to nobody.",
  cadvisor: "This host has no container metrics any more, unless the agent asks the engine.",
  collector: "Apps have nowhere to send to any more.",
  grafana: "There are no dashboards here any more.",
  loki: "Logs go where `lokiUrl` says, and nowhere where it is empty.",
  prometheus: "Metrics go where `prometheusUrl` says, and nowhere where it is empty.",
  "socket-proxy": "The agent has the engine's socket itself, if it reads the engine at all.",
  tempo: "Traces go where `tempoOtlpEndpoint` says, and nowhere where it is empty.",
};

/** Of a service on any host; empty where nobody notices. */
export function whileAway(service: string): string {
  return WITHOUT[nameWithoutHost(service)] ?? "";
}

export function onceRemoved(service: string): string {
  return REMOVED[nameWithoutHost(service)] ?? "";
}

function nameWithoutHost(service: string): string {
  return service.split(" ")[0] ?? "";
}

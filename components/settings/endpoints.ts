/**
 * Where each service listens on the stack's own network: the alias by which the others reach it,
 * and its ports there. Every stack has a network of its own, so these never clash.
 */
export const endpoints = Object.freeze({
  cadvisor: { host: "cadvisor", http: 8080 },
  prometheus: { host: "prometheus", http: 9090 },
  collector: {
    host: "otel-collector",
    grpc: 4317,
    http: 4318,
    /** Behind the published ports: with TLS where the stack has it. */
    publishedGrpc: 14317,
    publishedHttp: 14318,
    /** From the stack's own agents, over gRPC: their address is not the one of the container that they report on. */
    agents: 4320,
    /** Where the stack's gateways hand each other the spans of a trace. */
    peers: 4319,
    health: 13133,
    telemetry: 8888,
  },
  agent: { host: "otel-agent", health: 13133, telemetry: 8888 },
  tempo: { host: "tempo", http: 3200, otlpGrpc: 4317, health: 3201 },
  loki: { host: "loki", http: 3100, grpc: 9095 },
  grafana: { host: "grafana", http: 3000 },
  alertmanager: { host: "alertmanager", http: 9093 },
  /** In a Swarm. */
  swarmApi: { host: "swarm-api", http: 2375 },
});

/** `host:port` as a scrape target or a gRPC client takes it. */
export function address(host: string, port: number): string {
  return `${host}:${port}`;
}

export function httpUrl(host: string, port: number): string {
  return `http://${address(host, port)}`;
}

/** Of a service that speaks TLS where the stack does. */
export function serviceUrl(secure: boolean, host: string, port: number): string {
  return `${secure ? "https" : "http"}://${address(host, port)}`;
}

import { describe, expect, it } from "vitest";
import { settingsWith } from "../../testing/settings";
import { problems } from "../../testing/problems";

const OPEN = { bindAddress: "0.0.0.0", tls: "generated", otlpAuth: "token" };
const SWARM = { ...OPEN, swarm: "true" };
const PLACE = '["node.labels.gateway == true"]';
const UNPUBLISHED = Object.fromEntries(
  ["grafana", "prometheus", "otlpGrpc", "otlpHttp", "tempo", "loki"].map((of) => [
    `${of}Port`,
    "0",
  ]),
);

describe("a stack on a Swarm", () => {
  it.each([
    ["open, with credentials", SWARM],
    ["with nothing published", { swarm: "true", ...UNPUBLISHED }],
    [
      "placed and encrypted",
      {
        ...SWARM,
        overlayEncryption: "true",
        backendPlacement: '["node.labels.disk == ssd","node.role!=manager"]',
      },
    ],
    [
      "with a public name that tasks cannot resolve",
      { ...SWARM, tlsNames: '["host.docker.internal"]' },
    ],
    ["with several gateways", { ...SWARM, gatewayReplicas: "2", gatewayPlacement: PLACE }],
    [
      "with several gateways on any nodes",
      { ...SWARM, gatewayReplicas: "2", backendMayMove: "true" },
    ],
  ])("is allowed: %s", (_, raw) => {
    expect(problems(raw).join("\n")).toBe("");
  });

  it.each([
    [
      "ports on loopback, which a Swarm does not support",
      { swarm: "true" },
      /^swarm: Docker publishes.*bindAddress is 127\.0\.0\.1.*grafanaPort, prometheusPort/,
    ],
    [
      "ports on one address",
      { ...SWARM, bindAddress: "10.0.0.5" },
      /^swarm: .*bindAddress is 10\.0\.0\.5.*firewall/,
    ],
    [
      "a placement without a Swarm",
      { backendPlacement: '["node.role == worker"]' },
      /swarm is false/,
    ],
    [
      "encryption without a Swarm",
      { overlayEncryption: "true" },
      /^overlayEncryption: .*swarm is false/,
    ],
    [
      "several gateways on one engine",
      { gatewayReplicas: "2" },
      /^gatewayReplicas: on one engine, one gateway .*swarm is false/,
    ],
    ["places for gateways on one engine", { gatewayPlacement: PLACE }, /swarm is false/],
    [
      "a move without another node",
      { backendMayMove: "true" },
      /^backendMayMove: there is no other node/,
    ],
    [
      "several gateways and their placement, without a collector",
      {
        ...SWARM,
        gatewayReplicas: "2",
        gatewayPlacement: PLACE,
        services: '["cadvisor","prometheus"]',
      },
      /gatewayReplicas: it applies to the collector[^]*\ngatewayPlacement: it applies to the collector/,
    ],
    [
      "several gateways on one node",
      { ...SWARM, gatewayReplicas: "2" },
      /^gatewayReplicas: 2 gateways require as many nodes.*Set gatewayPlacement/,
    ],
    [
      "an address that only exists on one Docker host",
      { ...SWARM, engineMetricsTarget: "host.docker.internal:9323" },
      /^engineMetricsTarget: host[.]docker[.]internal cannot be resolved/,
    ],
    ["an invalid constraint", { ...SWARM, backendPlacement: '["ssd"]' }, /^backendPlacement: /],
    ["one name for all nodes", { ...SWARM, hostName: "web-1" }, /^hostName: .*Remove it/],
    ["a privileged cAdvisor", { ...SWARM, cadvisorPrivileged: "true" }, /^cadvisorPrivileged: /],
    [
      "cAdvisor over OTLP",
      { ...SWARM, cadvisorTransport: "otlp" },
      /^cadvisorTransport: .*Return to scrape/,
    ],
    [
      "container metrics from the engine",
      { ...SWARM, containerMetrics: "docker_stats" },
      /^containerMetrics: .*Return to cadvisor/,
    ],
    [
      "an adopted volume",
      { ...SWARM, dataVolumes: '{"loki":"logs"}' },
      /^dataVolumes: it is not supported with swarm: true/,
    ],
    [
      "a secret rotation",
      { ...SWARM, secretsGeneration: "2" },
      /^secretsGeneration: .*return to generation 1/,
    ],
    [
      "a list of hosts",
      {
        ...SWARM,
        gatewayEndpoint: "g:4317",
        hosts: '[{"name":"web-1","docker":"ssh://root@web-1"}]',
      },
      /^hosts: it is not supported with swarm: true/,
    ],
  ])("is rejected with %s", (_, raw, message) => {
    expect(problems(raw).join("\n")).toMatch(message);
  });

  it("does not count out-of-memory kills, because a Swarm mounts no kernel log", () => {
    expect(settingsWith({ swarm: true }).oomEvents).toBe(false);
    expect(settingsWith().oomEvents).toBe(true);
  });
});

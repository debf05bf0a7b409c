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
      "known outside by a name that means nothing to a task",
      { ...SWARM, tlsNames: '["host.docker.internal"]' },
    ],
    ["with several gateways", { ...SWARM, gatewayReplicas: "2", gatewayPlacement: PLACE }],
    [
      "with several gateways, wherever they come to run",
      { ...SWARM, gatewayReplicas: "2", backendMayMove: "true" },
    ],
  ])("is taken: %s", (_, raw) => {
    expect(problems(raw).join("\n")).toBe("");
  });

  it.each([
    [
      "ports on loopback, which a Swarm cannot keep to",
      { swarm: "true" },
      /^swarm: Docker publishes.*bindAddress is 127\.0\.0\.1.*grafanaPort, prometheusPort/,
    ],
    [
      "ports on one address",
      { ...SWARM, bindAddress: "10.0.0.5" },
      /^swarm: .*bindAddress is 10\.0\.0\.5.*firewall/,
    ],
    ["a placement for nothing", { backendPlacement: '["node.role == worker"]' }, /swarm is false/],
    [
      "encryption of nothing",
      { overlayEncryption: "true" },
      /^overlayEncryption: .*swarm is false/,
    ],
    [
      "several gateways on one engine",
      { gatewayReplicas: "2" },
      /^gatewayReplicas: several gateways .*swarm is false/,
    ],
    ["places for gateways on one engine", { gatewayPlacement: PLACE }, /swarm is false/],
    ["a move to nowhere", { backendMayMove: "true" }, /^backendMayMove: there is no other node/],
    [
      "several gateways of none, in a place of their own",
      {
        ...SWARM,
        gatewayReplicas: "2",
        gatewayPlacement: PLACE,
        services: '["cadvisor","prometheus"]',
      },
      /gatewayReplicas: services lists no collector[^]*\ngatewayPlacement: services lists no/,
    ],
    [
      "several gateways where one node is",
      { ...SWARM, gatewayReplicas: "2" },
      /^gatewayReplicas: 2 gateways are on as many nodes.*Set gatewayPlacement/,
    ],
    [
      "an address that only a container has",
      { ...SWARM, engineMetricsTarget: "host.docker.internal:9323" },
      /^engineMetricsTarget: host[.]docker[.]internal leads nowhere/,
    ],
    ["no constraint", { ...SWARM, backendPlacement: '["ssd"]' }, /^backendPlacement: /],
    ["one name for all nodes", { ...SWARM, hostName: "web-1" }, /^hostName: .*Remove it/],
    ["a privileged cAdvisor", { ...SWARM, cadvisorPrivileged: "true" }, /^cadvisorPrivileged: /],
    [
      "the agent's way to cAdvisor",
      { ...SWARM, cadvisorTransport: "otlp" },
      /^cadvisorTransport: .*Set it to scrape/,
    ],
    [
      "the engine's own figures",
      { ...SWARM, containerMetrics: "docker_stats" },
      /^containerMetrics: .*Set it to cadvisor/,
    ],
    [
      "another's volume",
      { ...SWARM, dataVolumes: '{"loki":"logs"}' },
      /^dataVolumes: it does not go with swarm/,
    ],
    [
      "another password",
      { ...SWARM, secretsGeneration: "2" },
      /^secretsGeneration: .*Leave it at 1/,
    ],
    [
      "a list of hosts",
      {
        ...SWARM,
        gatewayEndpoint: "g:4317",
        hosts: '[{"name":"web-1","docker":"ssh://root@web-1"}]',
      },
      /^hosts: it does not go with swarm/,
    ],
  ])("fails when it is given %s", (_, raw, message) => {
    expect(problems(raw).join("\n")).toMatch(message);
  });

  it("counts no out-of-memory kills: a Swarm gives no service the kernel's log", () => {
    expect(settingsWith({ swarm: true }).oomEvents).toBe(false);
    expect(settingsWith().oomEvents).toBe(true);
  });
});

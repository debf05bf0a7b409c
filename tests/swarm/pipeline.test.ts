import { beforeAll, describe, expect, it } from "vitest";
import { having } from "../../components/services";
import { SERVICES } from "../../components/settings/services";
import { CONTAINER } from "../../testing/containers";
import { register, type Registered } from "../../testing/mocks";
import { modernEngine, settingsWith } from "../../testing/settings";

const SERVICE = "docker:index/service:Service";
const CONFIG = "docker:index/serviceConfig:ServiceConfig";
const SECRET = "docker:index/secret:Secret";

const swarm = settingsWith({
  services: [...SERVICES],
  swarm: true,
  bindAddress: "0.0.0.0",
  tls: "generated",
  otlpAuth: "token",
  backendPlacement: ["node.labels.observability == true"],
});

interface Inputs {
  readonly name: string;
  readonly mode: { readonly global?: boolean };
  readonly updateConfig: object;
  readonly endpointSpec: { readonly mode: string; readonly ports: readonly object[] };
  readonly taskSpec: {
    readonly placement: { readonly constraints: readonly string[]; readonly maxReplicas?: number };
    readonly networksAdvanceds: readonly object[];
    readonly containerSpec: {
      readonly image: string;
      readonly configs: readonly { readonly configName: string; readonly fileName: string }[];
      readonly secrets: readonly { readonly secretName: string; readonly fileName: string }[];
      readonly env: Readonly<Record<string, string>>;
      readonly mounts: readonly { readonly type: string; readonly source?: string }[];
    };
  };
}

const of = (resources: readonly Registered[], type: string) =>
  resources.filter((resource) => resource.type === type);
const services = (resources: readonly Registered[]) =>
  new Map(
    of(resources, SERVICE).map(({ inputs }) => {
      const service = inputs as unknown as Inputs;
      return [service.name.replace("observability-test-", ""), service] as const;
    }),
  );
const names = (resources: readonly Registered[], type: string) =>
  of(resources, type).map(({ inputs }) => String(inputs["name"]));

describe("the pipeline on a Swarm, under mocks", () => {
  let resources: Registered[];
  beforeAll(async () => {
    ({ resources } = await register(swarm, modernEngine));
  });
  const service = (name: string): Inputs => {
    const found = services(resources).get(name);
    if (found === undefined) throw new Error(`no service ${name}`);
    return found;
  };

  it("is services alone: no container, and no volume of one engine", () => {
    expect(of(resources, CONTAINER)).toEqual([]);
    expect(of(resources, "docker:index/volume:Volume")).toEqual([]);
    expect([...services(resources).keys()].sort()).toEqual(
      [...SERVICES, "probe", "socket-proxy", "swarm-api"].sort(),
    );
  });

  it("has what reads a node on each, what asks a manager there, and the others where they may be", () => {
    for (const [name, { mode, taskSpec }] of services(resources)) {
      const everywhere = name === "probe" || having("perNode").some((each) => each.name === name);
      expect(mode, name).toEqual(everywhere ? { global: true } : { replicated: { replicas: 1 } });
      expect(taskSpec.placement.constraints, name).toEqual(
        everywhere
          ? []
          : [name === "swarm-api" ? "node.role == manager" : "node.labels.observability == true"],
      );
    }
  });

  it("has as many gateways as are asked for, each on a node of its own", async () => {
    const gatewayPlacement = ["node.labels.gateway == true"];
    const several = { ...swarm, gatewayReplicas: 3, gatewayPlacement };
    const { resources: all } = await register(several, modernEngine);
    for (const [name, { mode, taskSpec }] of services(all)) {
      const gateway = name === "collector";
      expect(taskSpec.placement.maxReplicas, name).toBe(gateway ? 1 : undefined);
      if (gateway) {
        expect(mode).toEqual({ replicated: { replicas: 3 } });
        expect(taskSpec.placement.constraints).toEqual(gatewayPlacement);
      }
    }
    expect(services(all).get("tempo")?.taskSpec.placement.constraints).toEqual(
      swarm.backendPlacement,
    );
  });

  it("goes back by itself where a task fails, and publishes on the node of the task", () => {
    for (const [name, { updateConfig, endpointSpec }] of services(resources)) {
      expect(updateConfig, name).toMatchObject({ failureAction: "rollback", order: "stop-first" });
      expect(endpointSpec.mode, name).toBe("dnsrr");
    }
    expect(service("grafana").endpointSpec.ports).toEqual([
      { targetPort: 3000, publishedPort: 3000, publishMode: "host", protocol: "tcp" },
    ]);
  });

  it("knows each node by its name", () => {
    expect(service("agent").taskSpec.containerSpec.env).toEqual({
      NODE_NAME: "{{.Node.Hostname}}",
    });
  });

  it("names configs and secrets after their content, and lets nobody read a secret", () => {
    for (const type of [CONFIG, SECRET]) {
      expect(names(resources, type).length).toBeGreaterThan(3);
      for (const name of names(resources, type)) expect(name).toMatch(/^.{1,51}-[0-9a-f]{12}$/);
    }
    for (const { name, secrets } of of(resources, SECRET)) expect(secrets, name).toEqual(["data"]);
    const { configs, secrets } = service("tempo").taskSpec.containerSpec;
    expect(configs.map(({ fileName }) => fileName)).toEqual([
      expect.stringMatching(/^\/config\/[0-9a-f]{12}\/tempo\.yaml$/),
      "/limits/overrides.yaml",
    ]);
    expect(secrets.map(({ fileName }) => fileName)).toContain("/tls/server.key");
  });

  it("changes no config: another content is another one, which its service alone takes up", async () => {
    // Certificates are new ones for each registration here.
    const plain = { ...swarm, tls: "off", otlpAuth: "none" } as const;
    const first = await register(plain, modernEngine);
    const changed = await register({ ...plain, evaluationInterval: "30s" }, modernEngine);
    const [before, after] = [first.resources, changed.resources].map(
      (all) => new Set(names(all, CONFIG)),
    ) as [Set<string>, Set<string>];
    expect([...after].filter((name) => !before.has(name))).toEqual([
      expect.stringMatching(/-prometheus-config-/),
    ]);
    const earlier = services(first.resources);
    const different = [...services(changed.resources)]
      .filter(([name, now]) => JSON.stringify(now) !== JSON.stringify(earlier.get(name)))
      .map(([name]) => name);
    expect(different).toEqual(["prometheus"]);
  });

  it("names an image as it is deployed, which is no change of what the settings say", async () => {
    const digest = `${swarm.lokiImage}@sha256:${"a".repeat(64)}`;
    const deployed = new Map([
      ["observability-test-loki", digest],
      ["observability-test-tempo", "grafana/tempo:1.0.0"],
    ]);
    const { resources: all } = await register(swarm, modernEngine, false, undefined, deployed);
    const image = (name: string) => services(all).get(name)?.taskSpec.containerSpec.image;
    expect(image("loki")).toBe(digest);
    expect(image("tempo")).toBe(swarm.tempoImage);
    const keepers = (among: readonly Registered[]) =>
      among.find(({ name }) => name === "loki-service-swarm-rolled-out")?.inputs["keepers"];
    const plain = { ...swarm, tls: "off", otlpAuth: "none" } as const;
    const [first, second] = [
      await register(plain, modernEngine),
      await register(plain, modernEngine, false, undefined, deployed),
    ];
    expect(keepers(first.resources)).toMatchObject({ service: "loki-service-swarm-id" });
    expect(keepers(second.resources)).toEqual(keepers(first.resources));
  });

  it.each([true, false])("has an overlay network (encrypted: %s)", async (overlayEncryption) => {
    const { resources: all } = await register({ ...swarm, overlayEncryption }, modernEngine);
    const [network] = of(all, "docker:index/network:Network");
    expect(network?.inputs).toMatchObject({
      name: "observability-test",
      driver: "overlay",
      attachable: true,
      options: overlayEncryption ? { encrypted: "" } : {},
      labels: [{ label: "container-observability.encrypted", value: String(overlayEncryption) }],
    });
  });
});

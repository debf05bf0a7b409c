import { describe, expect, it } from "vitest";
import { SERVICES } from "../components/settings/services";
import { CONTAINER, containers, services } from "../testing/containers";
import { register } from "../testing/mocks";
import { modernEngine, oldEngine, settingsWith } from "../testing/settings";

describe("the pipeline under mocks", () => {
  it("registers every container, volume and network with these names", async () => {
    const { resources } = await register(settingsWith(), modernEngine);
    const names = (type: string) =>
      resources
        .filter((resource) => resource.type === type)
        .map(({ inputs }) => inputs["name"])
        .sort();

    expect(names(CONTAINER)).toEqual([
      "observability-test-agent",
      "observability-test-agent-config",
      "observability-test-cadvisor",
      "observability-test-collector",
      "observability-test-collector-config",
      "observability-test-collector-data-owner",
      "observability-test-extensions-owner",
      "observability-test-grafana",
      "observability-test-grafana-dashboards",
      "observability-test-grafana-provisioning",
      "observability-test-grafana-secrets",
      "observability-test-loki",
      "observability-test-loki-config",
      "observability-test-loki-limits",
      "observability-test-probe",
      "observability-test-prometheus",
      "observability-test-prometheus-config",
      "observability-test-socket-proxy",
      "observability-test-tempo",
      "observability-test-tempo-config",
      "observability-test-tempo-limits",
    ]);
    expect(names("docker:index/network:Network")).toEqual(["observability-test"]);
    expect(
      names("docker:index/volume:Volume").filter((name) => String(name).endsWith("-data")),
    ).toEqual(
      ["agent", "collector", "grafana", "loki", "prometheus", "tempo"].map(
        (service) => `observability-test-${service}-data`,
      ),
    );
  });

  it.each([true, false])("also runs with unknown outputs (preview: %s)", async (preview) => {
    const { resources } = await register(settingsWith(), modernEngine, preview);
    expect(services(resources)).toHaveLength(8);
  });

  it("hardens and limits every long-running container", async () => {
    const { resources } = await register(settingsWith(), modernEngine);
    for (const { name, inputs } of services(resources)) {
      expect(inputs, name).toMatchObject({
        readOnly: true,
        privileged: false,
        restart: "always",
        wait: true,
        capabilities: { drops: ["ALL"] },
        securityOpts: ["no-new-privileges:true"],
        logDriver: "json-file",
        logOpts: { "max-size": "10m", "max-file": "3", tag: "{{.ImageName}}|{{.Name}}" },
      });
      expect(inputs["memory"], name).toBe(inputs["memorySwap"]);
      expect(inputs["destroyGraceSeconds"], name).toBeGreaterThan(0);
      expect(inputs["healthcheck"], name).toMatchObject({ retries: 4 });
    }
  });

  it("gives root only to services that read the host, and capabilities to cAdvisor and the agent", async () => {
    const { resources } = await register(settingsWith(), modernEngine);
    const privileged = services(resources)
      .filter(({ inputs }) => inputs["user"] === "0:0")
      .map(({ name }) => name)
      .sort();
    expect(privileged).toEqual([
      "agent-service-container",
      "cadvisor-service-container",
      "socket-proxy-service-container",
    ]);
    const capable = services(resources)
      .filter(({ inputs }) => (inputs["capabilities"] as { adds: string[] }).adds.length > 0)
      .map(({ name, inputs }) => [name, (inputs["capabilities"] as { adds: string[] }).adds]);
    expect(Object.fromEntries(capable)).toEqual({
      "agent-service-container": ["CAP_DAC_READ_SEARCH"],
      "cadvisor-service-container": ["CAP_DAC_READ_SEARCH", "CAP_SYSLOG"],
    });
  });

  it("publishes only on loopback, unless a setting changes that", async () => {
    const published = async (overrides = {}) => {
      const { resources } = await register(settingsWith(overrides), modernEngine);
      return services(resources).flatMap(
        ({ inputs }) => (inputs["ports"] ?? []) as { ip: string; external: number }[],
      );
    };
    expect(new Set((await published()).map(({ ip }) => ip))).toEqual(new Set(["127.0.0.1"]));
    expect(new Set((await published({ bindAddress: "10.0.0.1" })).map(({ ip }) => ip))).toEqual(
      new Set(["10.0.0.1"]),
    );
    const without = await published({ grafanaPort: 0, lokiPort: 0 });
    expect(without.map(({ external }) => external).sort()).toEqual([3200, 4317, 4318, 9090]);
  });

  it("keeps secrets out of all environment variables, and marks them as secret elsewhere", async () => {
    const settings = settingsWith({
      upstreamOtlpEndpoint: "https://otlp.example.com",
      upstreamOtlpHeaders: { authorization: "Bearer abc" },
    });
    const { resources, outputs } = await register(settings, modernEngine);
    const found = [...containers(resources).values()].filter(({ secrets }) => secrets.length > 0);
    expect(found.map(({ name }) => name).sort()).toEqual([
      "collector-secrets-carrier",
      "grafana-secrets-carrier",
    ]);
    const inTheClear = resources.filter(
      ({ secrets, inputs }) =>
        secrets.length === 0 && /Bearer abc|-password-result/.test(JSON.stringify(inputs)),
    );
    expect(inTheClear.map(({ name }) => name)).toEqual([]);
    expect(Object.keys(outputs)).toContain("grafanaAdminPassword");
  });

  it("runs Alertmanager if it is listed, hardened like the others, with separate secret files", async () => {
    const settings = settingsWith({
      services: [...SERVICES],
      alertWebhookUrl: "https://hooks.example.com/webhook-secret",
      alertDeadManUrl: "https://ping.example.com/dead-man-secret",
    });
    const { resources, outputs } = await register(settings, modernEngine);
    const service = containers(resources).get("alertmanager-service-container")?.inputs;
    expect(service).toMatchObject({
      name: "observability-test-alertmanager",
      user: "65534:65534",
      readOnly: true,
      memory: 128,
      memorySwap: 128,
      capabilities: { drops: ["ALL"], adds: [] },
      ports: [{ internal: 9093, external: 9093, ip: "127.0.0.1" }],
    });
    const carrier = containers(resources).get("alertmanager-secrets-carrier");
    expect(carrier?.inputs["uploads"]).toEqual(
      ["webhook", "dead-man"].map((what) => ({
        file: `/secrets/${what}-url`,
        content: `https://${what === "webhook" ? "hooks" : "ping"}.example.com/${what}-secret`,
        permissions: "0400",
        owner: "65534",
        group: "65534",
      })),
    );
    expect(carrier?.secrets).toEqual(["uploads"]);
    const inTheClear = resources.filter(
      ({ name, inputs }) =>
        name !== "alertmanager-secrets-carrier" && JSON.stringify(inputs).includes('-secret"'),
    );
    expect(inTheClear.map(({ name }) => name)).toEqual([]);
    expect(outputs["alertmanagerUrl"]).toBe("http://127.0.0.1:9093");
  });

  it("uses no features that an old engine does not support", async () => {
    const { resources } = await register(settingsWith(), oldEngine);
    for (const { name, inputs } of services(resources)) {
      expect(inputs["healthcheck"], name).not.toHaveProperty("startInterval");
    }
    const cadvisor = containers(resources).get("cadvisor-service-container");
    expect(JSON.stringify(cadvisor?.inputs["command"])).not.toContain("containerd");
  });

  it("gives cAdvisor containerd's socket, but never the engine's containerd namespace", async () => {
    const { resources } = await register(settingsWith(), modernEngine);
    const { command, mounts } =
      containers(resources).get("cadvisor-service-container")?.inputs ?? {};
    expect(command).toContain("--containerd=/run/containerd/containerd.sock");
    expect(JSON.stringify(command)).not.toContain("containerd-namespace");
    expect(mounts).toContainEqual({
      type: "bind",
      source: "/run/containerd",
      target: "/run/containerd",
      readOnly: true,
    });
  });

  it("mounts the extensions volume, read-only, into Prometheus and Grafana", async () => {
    const readers = async (overrides = {}) => {
      const { resources, outputs } = await register(settingsWith(overrides), modernEngine);
      const found = services(resources).filter(({ inputs }) =>
        (
          inputs["volumes"] as { volumeName: string; containerPath: string; readOnly: boolean }[]
        ).some(
          ({ volumeName, containerPath, readOnly }) =>
            volumeName === "observability-test-extensions" &&
            containerPath === "/extensions" &&
            readOnly,
        ),
      );
      return { names: found.map(({ name }) => name).sort(), output: outputs["extensionsVolume"] };
    };
    expect(await readers()).toEqual({
      names: ["grafana-service-container", "prometheus-service-container"],
      output: "observability-test-extensions",
    });
    const tempoUrl = "http://t:3200";
    const elsewhere = {
      prometheusUrl: "http://p:9090",
      tempoUrl,
      tempoOtlpEndpoint: "t:4317",
      lokiUrl: "http://l:3100",
    };
    expect(await readers({ services: ["grafana"], ...elsewhere })).toEqual({
      names: ["grafana-service-container"],
      output: "observability-test-extensions",
    });
    expect(await readers({ services: ["collector"], ...elsewhere })).toEqual({
      names: [],
      output: "",
    });
  });

  it("runs only the listed services", async () => {
    const settings = settingsWith({
      services: ["collector"],
      prometheusUrl: "http://p:9090",
      tempoUrl: "http://t:3200",
      tempoOtlpEndpoint: "t:4317",
      lokiUrl: "http://l:3100",
    });
    const { resources } = await register(settings, modernEngine);
    expect(services(resources).map(({ name }) => name)).toEqual(["collector-service-container"]);
  });

  it("never uploads an empty file and gives each file an absolute path below its volume", async () => {
    const { resources } = await register(settingsWith(), modernEngine);
    for (const { name, inputs } of containers(resources).values()) {
      const uploads = (inputs["uploads"] ?? []) as { file: string; content: string }[];
      const [volume] = (inputs["volumes"] ?? []) as { containerPath: string }[];
      for (const { file, content } of uploads) {
        expect(content.length, `${name} ${file}`).toBeGreaterThan(0);
        expect(file.startsWith(`${volume?.containerPath ?? ""}/`), `${name} ${file}`).toBe(true);
      }
    }
  });

  it("has exactly these outputs", async () => {
    const { outputs } = await register(settingsWith(), modernEngine);
    expect(Object.keys(outputs).sort()).toEqual([
      "alertmanagerUrl",
      "dataSourceUids",
      "environment",
      "extensionsVolume",
      "gatewayEndpoint",
      "grafanaAdminPassword",
      "grafanaAdminUser",
      "grafanaUrl",
      "hostName",
      "lokiUrl",
      "namePrefix",
      "networkName",
      "otlpGrpcEndpoint",
      "otlpGrpcEndpointInternal",
      "otlpHttpEndpoint",
      "otlpHttpEndpointInternal",
      "otlpToken",
      "prometheusUrl",
      "signals",
      "tempoUrl",
      "tlsCaCertificate",
      "tlsClientCertificate",
      "tlsClientKey",
      "version",
      "versions",
    ]);
  });
});

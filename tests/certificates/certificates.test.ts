import { X509Certificate } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { SERVICES } from "../../components/settings/services";
import { register, type Registered } from "../../testing/mocks";
import { modernEngine, settingsWith } from "../../testing/settings";
import { ownCertificates } from "../../testing/tls";

interface Upload {
  readonly file: string;
  readonly content: string;
  readonly permissions: string;
  readonly owner: string;
}

const base = settingsWith({
  services: [...SERVICES],
  bindAddress: "10.0.0.5",
  tls: "generated",
  otlpAuth: "token",
});

function uploads(resources: readonly Registered[], service: string): Map<string, Upload> {
  const carrier = resources.find(({ name }) => name === `${service}-tls-carrier`);
  const files = (carrier?.inputs["uploads"] ?? []) as Upload[];
  return new Map(files.map((upload) => [upload.file, upload]));
}

describe("a stack with TLS", () => {
  let resources: readonly Registered[];
  let outputs: Record<string, unknown>;

  beforeAll(async () => {
    ({ resources, outputs } = await register(base, modernEngine));
  }, 60_000);

  it("gives each service its files, which its user alone may read, all as secrets", () => {
    const owners = { prometheus: "65534", collector: "10001", tempo: "10001", loki: "10001" };
    for (const [service, owner] of Object.entries({ ...owners, grafana: "472" })) {
      const files = [...uploads(resources, service).values()];
      expect(files.length, service).toBeGreaterThanOrEqual(3);
      expect(new Set(files.map(({ permissions }) => permissions))).toEqual(new Set(["0400"]));
      expect(new Set(files.map(({ owner: user }) => user))).toEqual(new Set([owner]));
      const { secrets = [] } =
        resources.find(({ name }) => name === `${service}-tls-carrier`) ?? {};
      expect(secrets.length, service).toBeGreaterThanOrEqual(1);
    }
    expect(uploads(resources, "agent").size).toBe(0);
    // Loki asks nobody, so it has no certificate to show.
    expect([...uploads(resources, "loki").keys()]).not.toContain("/tls/client.key");
    expect([...uploads(resources, "prometheus").keys()]).not.toContain("/tls/otlp-token");
    expect([...uploads(resources, "collector").keys()]).toContain("/tls/otlp-token");
  });

  it("keeps no key and no token in plain text", () => {
    const plain = resources.map(({ inputs, secrets }) => ({ inputs, secrets }));
    const leaks = plain.filter(
      ({ inputs, secrets }) =>
        JSON.stringify(inputs).includes("PRIVATE KEY") &&
        !secrets.some((path) => path === "input" || path.startsWith("uploads")),
    );
    expect(
      plain.filter(({ inputs }) => JSON.stringify(inputs).includes("PRIVATE KEY")),
    ).not.toEqual([]);
    expect(leaks).toEqual([]);
  });

  it("gives one servers' certificate to all, for the address on which it is published", () => {
    const [first, ...others] = ["prometheus", "tempo", "loki", "grafana", "alertmanager"].map(
      (service) => uploads(resources, service).get("/tls/server.crt")?.content,
    );
    expect(first).toContain("BEGIN CERTIFICATE");
    expect(new Set([first, ...others]).size).toBe(1);
    expect(new X509Certificate(first ?? "").checkIP("10.0.0.5")).toBe("10.0.0.5");
  });

  it("publishes TLS only, and tells people what to trust and show", () => {
    const published = resources
      .filter(({ name }) => name === "collector-service-container")
      .flatMap(({ inputs }) => inputs["ports"] as { internal: number }[]);
    expect(published.map(({ internal }) => internal)).toEqual([14317, 14318]);
    const urls = ["grafanaUrl", "prometheusUrl", "tempoUrl", "lokiUrl", "otlpHttpEndpoint"];
    for (const url of urls) expect(outputs[url], url).toMatch(/^https:\/\/10\.0\.0\.5:/);
  });

  it("takes the certificate of files in place of its own, and lets only its own clients in", async () => {
    const { authority, server } = await ownCertificates("telemetry.example.com");
    const given = { server, ca: authority.certificate };
    const settings = { ...base, tls: "files" as const, tlsNames: ["telemetry.example.com"] };
    const { resources: made } = await register(settings, modernEngine, false, given);
    const files = uploads(made, "prometheus");
    expect(files.get("/tls/server.crt")?.content).toBe(server.certificate);
    expect(files.get("/tls/server.key")?.content).toBe(server.key);
    expect(files.get("/tls/ca.crt")?.content).toBe(authority.certificate);
    expect(files.get("/tls/client-ca.crt")?.content).not.toBe(authority.certificate);
  }, 60_000);
});

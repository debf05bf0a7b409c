import { describe, expect, it } from "vitest";
import { SERVICES } from "../components/settings/services";
import { policies } from "../policy/pack";
import { register, type Registered } from "../testing/mocks";
import { read } from "../testing/pages";
import { modernEngine, settingsWith } from "../testing/settings";

interface Container {
  readonly name: string;
  readonly user?: string;
  readonly readOnly: boolean;
  readonly privileged: boolean;
  readonly capabilities: { readonly adds: readonly string[] };
  readonly mounts: readonly { readonly source: string; readonly readOnly: boolean }[];
  readonly volumes: readonly { readonly volumeName: string; readonly readOnly?: boolean }[];
  readonly devices: readonly { readonly hostPath: string; readonly permissions: string }[];
  readonly ports?: readonly { readonly external: number }[];
}

const NONE = "none";
const page = "docs/explain/security.md";

/** Returns the rows of the table with this header on a page. */
function table(of: string, ...header: string[]): string[][] {
  const lines = read(of).split("\n");
  const cells = (line: string) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  const start = lines.findIndex((line) => cells(line).join() === header.join());
  expect(start, header.join(" | ")).toBeGreaterThan(0);
  const rows = lines.slice(start + 2);
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith("|")),
    )
    .map(cells);
}

function listed(values: readonly string[]): string {
  return values.length === 0 ? NONE : values.map((value) => `\`${value}\``).join(", ");
}

function services(resources: readonly Registered[]): Container[] {
  return resources
    .filter(({ name }) => name.endsWith("-service-container"))
    .map(({ inputs }) => inputs as unknown as Container)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

describe("the security tables", async () => {
  const all = { services: [...SERVICES] };
  const { resources } = await register(settingsWith(all), modernEngine);
  const containers = services(resources);

  it("lists the privileges of each container", () => {
    const rows = containers.map((container) => [
      `\`${container.name.replace("observability-test-", "")}\``,
      container.user === undefined ? "the image's own" : `\`${container.user}\``,
      container.readOnly ? "read-only" : "writable",
      listed(container.capabilities.adds),
      listed(container.mounts.map(({ source }) => source)),
      listed(container.devices.map(({ hostPath }) => hostPath)),
    ]);
    expect(
      table(
        page,
        "container",
        "user",
        "root file system",
        "capabilities",
        "of the host, read-only",
        "devices",
      ),
    ).toEqual(rows);
    expect(containers.filter(({ privileged }) => privileged)).toEqual([]);
    expect(containers.flatMap(({ mounts }) => mounts).filter(({ readOnly }) => !readOnly)).toEqual(
      [],
    );
    for (const { devices } of containers) {
      expect(devices.filter(({ permissions }) => permissions !== "r")).toEqual([]);
    }
  });

  it("lists the rules of the policy pack", () => {
    const rows = policies.map(({ name, enforcementLevel = "", configSchema }) => {
      const options = Object.keys(configSchema?.properties ?? {}).filter((key) => key !== "exempt");
      return [`\`${name}\``, enforcementLevel, options.length === 0 ? "" : listed(options)];
    });
    expect(
      table("docs/reference/policy.md", "rule", "level", "rejects", "option").map(
        ([name, level, , options]) => [name, level, options],
      ),
    ).toEqual(rows);
  });

  it("lists the published ports", () => {
    const published = containers.flatMap(({ ports = [] }) => ports.map(({ external }) => external));
    const rows = table(page, "port", "setting", "served by", "requires a password");
    expect(rows.map(([port]) => Number(port?.replaceAll("`", ""))).sort()).toEqual(
      published.sort(),
    );
    for (const [port, setting = ""] of rows) {
      const values = settingsWith() as unknown as Record<string, unknown>;
      expect(`\`${String(values[setting.replaceAll("`", "")])}\``, setting).toBe(port);
    }
  });

  it("lists the volumes with secrets", async () => {
    const secrets = settingsWith({
      ...all,
      upstreamOtlpEndpoint: "https://otlp.example.com",
      upstreamOtlpHeaders: { authorization: "Bearer abc" },
      alertWebhookUrl: "https://hooks.example.com/x",
      remoteWriteUrl: "https://metrics.example.com/api/v1/push",
      remoteWritePassword: "abc",
      objectStorageUrl: "https://s3.example.com",
      objectStorageSecretKey: "abc",
      tracesBucket: "traces",
      logsBucket: "logs",
      logsBucketFrom: "2026-12-31",
      hosts: [{ name: "web-1", docker: "ssh://web-1.example.com" }],
      gatewayEndpoint: "telemetry.example.com:4317",
      tls: "generated",
      otlpAuth: "token",
    });
    const { resources: made } = await register(secrets, modernEngine);
    const volumes = made
      .filter(({ secrets: paths, inputs }) => paths.length > 0 && "uploads" in inputs)
      .map(({ inputs }) => `\`${String(inputs["name"]).replace("observability-test-", "…-")}\``)
      .map((name) => name.replace(/^`…-[a-z-]+-tls`$/, "`…-<service>-tls`"));
    const listedVolumes = table(
      "docs/operate/secrets.md",
      "secret",
      "volume",
      "who may read it there",
    ).flatMap(([, where = ""]) => where.split(", "));
    expect(listedVolumes.sort()).toEqual([...new Set(volumes)].sort());
  });
});

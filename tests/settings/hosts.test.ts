import { describe, expect, it } from "vitest";
import { settingsOf } from "../../components/hosts/settings-of";
import { renderedFiles } from "../../components/plan/files";
import { serverNames } from "../../components/settings/tls";
import { settingsWith } from "../../testing/settings";
import { problems } from "../../testing/problems";

const ONE = { name: "web-1", docker: "ssh://root@web-1" };
const OPEN = { tls: "generated", otlpAuth: "token", gatewayEndpoint: "t.example.com:4317" };
const list = (...hosts: object[]) => ({ hosts: JSON.stringify(hosts) });
const OWN = { services: '["agent","cadvisor"]', backendStack: "prod" };

describe("a list of hosts", () => {
  it("is taken with a gateway that asks for credentials over TLS", () => {
    expect(
      problems({ ...OPEN, ...list(ONE, { name: "web-2", docker: "tcp://web-2:2376" }) }),
    ).toEqual([]);
    expect(problems({ ...OPEN, otlpAuth: "mtls", ...list(ONE) })).toEqual([]);
  });

  it.each([
    [
      "the same name twice",
      { ...OPEN, ...list(ONE, { ...ONE, docker: "ssh://b" }) },
      /web-1 is given twice/,
    ],
    [
      "the same address twice",
      { ...OPEN, ...list(ONE, { ...ONE, name: "b" }) },
      /web-1 and b are the same host, ssh:/,
    ],
    [
      "the stack's own host",
      { ...OPEN, hostName: "web-1", ...list(ONE) },
      /web-1 is this stack's own hostName/,
    ],
    [
      "no address of the gateway",
      { ...OPEN, gatewayEndpoint: "", ...list(ONE) },
      /^gatewayEndpoint: .*telemetry\.example\.com:4317/,
    ],
    [
      "no TLS",
      { gatewayEndpoint: "t:1", ...list(ONE) },
      /^hosts: .*in clear\. Set tls to generated/,
    ],
    [
      "no credentials",
      { ...OPEN, otlpAuth: "none", ...list(ONE) },
      /^hosts: everybody .*Set otlpAuth to token/,
    ],
    [
      "no published port",
      { ...OPEN, otlpGrpcPort: "0", ...list(ONE) },
      /^hosts: otlpGrpcPort is 0/,
    ],
    [
      "an engine of no known kind",
      { ...OPEN, ...list({ ...ONE, docker: "web-1" }) },
      /^hosts: .*must be a list of/,
    ],
    ["a gateway for others in clear", { gatewayEndpoint: "t:1" }, /^gatewayEndpoint: .*in clear/],
  ])("is refused with %s", (_, raw, message) => {
    expect(problems(raw).join("\n")).toMatch(new RegExp(message, "m"));
  });

  it("puts the gateway's host into the servers' certificate", () => {
    const gatewayEndpoint = "telemetry.example.com:4317";
    expect(serverNames(settingsWith({ gatewayEndpoint }))).toContain("telemetry.example.com");
  });

  it("changes nothing on the backend when a host comes, but where its name looks like a container's", () => {
    const base = { tls: "generated", otlpAuth: "token", gatewayEndpoint: "t:4317" } as const;
    const gateway = (...names: string[]) =>
      renderedFiles(
        settingsWith({ ...base, hosts: names.map((name) => ({ name, docker: `ssh://${name}` })) }),
      ).collector;
    expect(gateway("web-1", "web-2")).toEqual(gateway());
    expect(gateway("web-1", "0123456789ab")).not.toEqual(gateway());
  });

  it("gives each host its own name and socket, and the stack's own settings else", () => {
    const settings = settingsWith({ scrapeInterval: "30s", dockerSocket: "/run/other.sock" });
    expect(settingsOf(ONE, settings)).toMatchObject({
      hostName: "web-1",
      namePrefix: settings.namePrefix,
      services: ["cadvisor", "agent"],
      dockerSocket: "/var/run/docker.sock",
      scrapeInterval: "30s",
    });
  });
});

describe("a host with a stack of its own", () => {
  it("runs an agent and cAdvisor", () => {
    expect(problems(OWN)).toEqual([]);
  });

  it.each([
    [
      "a service of the backend",
      { ...OWN, services: '["agent","loki"]' },
      /services lists loki\. Set services to \["agent","cadvisor"\]/,
    ],
    ["no agent", { ...OWN, services: '["cadvisor"]' }, /does not list agent/],
    ["a list of its own", { ...OWN, ...list(ONE) }, /^hosts: it belongs to the backend's stack/],
    ["TLS of its own", { ...OWN, tls: "generated" }, /^tls: it belongs to the backend's stack/],
  ])("is refused with %s", (_, raw, message) => {
    expect(problems(raw).join("\n")).toMatch(new RegExp(message, "m"));
  });

  it("has an agent that goes nowhere without it", () => {
    expect(
      problems({ services: '["agent","cadvisor","prometheus","tempo","loki"]' }).join("\n"),
    ).toMatch(/Add collector, or name the stack that runs it with backendStack/);
  });
});

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
  it("is allowed with a gateway that requires TLS and credentials", () => {
    expect(
      problems({ ...OPEN, ...list(ONE, { name: "web-2", docker: "tcp://web-2:2376" }) }),
    ).toEqual([]);
    expect(problems({ ...OPEN, otlpAuth: "mtls", ...list(ONE) })).toEqual([]);
  });

  it.each([
    [
      "the same name twice",
      { ...OPEN, ...list(ONE, { ...ONE, docker: "ssh://b" }) },
      /two hosts have the name web-1/,
    ],
    [
      "the same address twice",
      { ...OPEN, ...list(ONE, { ...ONE, name: "b" }) },
      /web-1 and b have the same address, ssh:/,
    ],
    [
      "the stack's own host",
      { ...OPEN, hostName: "web-1", ...list(ONE) },
      /web-1 is also the hostName of this stack's own host/,
    ],
    [
      "no address of the gateway",
      { ...OPEN, gatewayEndpoint: "", ...list(ONE) },
      /^gatewayEndpoint: .*telemetry\.example\.com:4317/,
    ],
    [
      "no TLS",
      { gatewayEndpoint: "t:1", ...list(ONE) },
      /^hosts: .*in plain text\. .*config set tls generated/,
    ],
    [
      "no credentials",
      { ...OPEN, otlpAuth: "none", ...list(ONE) },
      /^hosts: without credentials, anyone .*config set otlpAuth token/,
    ],
    [
      "no published port",
      { ...OPEN, otlpGrpcPort: "0", ...list(ONE) },
      /^hosts: otlpGrpcPort is 0/,
    ],
    [
      "an engine without a scheme",
      { ...OPEN, ...list({ ...ONE, docker: "web-1" }) },
      /^hosts: .*\[0\]\.docker is not an engine's address.*Allowed: a list of/,
    ],
    [
      "a gateway for remote hosts in plain text",
      { gatewayEndpoint: "t:1" },
      /^gatewayEndpoint: .*in plain text/,
    ],
  ])("is rejected with %s", (_, raw, message) => {
    expect(problems(raw).join("\n")).toMatch(new RegExp(message, "m"));
  });

  it("adds the gateway's host to the servers' certificate", () => {
    const gatewayEndpoint = "telemetry.example.com:4317";
    expect(serverNames(settingsWith({ gatewayEndpoint }))).toContain("telemetry.example.com");
  });

  it("changes nothing on the backend for an additional host, unless its name looks like a container ID", () => {
    const base = { tls: "generated", otlpAuth: "token", gatewayEndpoint: "t:4317" } as const;
    const gateway = (...names: string[]) =>
      renderedFiles(
        settingsWith({ ...base, hosts: names.map((name) => ({ name, docker: `ssh://${name}` })) }),
      ).collector;
    expect(gateway("web-1", "web-2")).toEqual(gateway());
    expect(gateway("web-1", "0123456789ab")).not.toEqual(gateway());
  });

  it("gives each host its own name and socket, and otherwise the settings of the stack", () => {
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

describe("a host with its own stack", () => {
  it("runs an agent and cAdvisor", () => {
    expect(problems(OWN)).toEqual([]);
  });

  it.each([
    [
      "a service of the backend",
      { ...OWN, services: '["agent","loki"]' },
      /services also lists loki\. .*config set services '\["agent","cadvisor"\]'/,
    ],
    ["no agent", { ...OWN, services: '["cadvisor"]' }, /does not list agent/],
    [
      "its own list of hosts",
      { ...OWN, ...list(ONE) },
      /^hosts: it belongs to the backend's stack/,
    ],
    ["its own TLS", { ...OWN, tls: "generated" }, /^tls: it belongs to the backend's stack/],
  ])("is rejected with %s", (_, raw, message) => {
    expect(problems(raw).join("\n")).toMatch(new RegExp(message, "m"));
  });

  it("is rejected without a backend for its agent", () => {
    expect(
      problems({ services: '["agent","cadvisor","prometheus","tempo","loki"]' }).join("\n"),
    ).toMatch(
      /Set backendStack to the stack that runs the collector, or add collector to services/,
    );
  });
});

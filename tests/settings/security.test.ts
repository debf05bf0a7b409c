import { describe, expect, it } from "vitest";
import { isLoopback } from "../../components/settings/security-checks";
import { serverNames } from "../../components/settings/tls";
import { settingsWith } from "../../testing/settings";
import { problems } from "../../testing/problems";

const NETWORK = { bindAddress: "10.0.0.5" };
const CLOSED = {
  grafanaPort: "0",
  prometheusPort: "0",
  otlpGrpcPort: "0",
  otlpHttpPort: "0",
  tempoPort: "0",
  lokiPort: "0",
};

describe("nothing is open to a network without credentials", () => {
  it.each([
    ["127.0.0.1", true],
    ["127.255.0.9", true],
    ["::1", true],
    ["0:0:0:0:0:0:0:1", true],
    ["0.0.0.0", false],
    ["::", false],
    ["10.0.0.5", false],
    ["128.0.0.1", false],
    ["fe80::1", false],
  ])("%s is loopback: %s", (address, expected) => {
    expect(isLoopback(address)).toBe(expected);
  });

  it.each(["10.0.0.5", "0.0.0.0", "::"])(
    "rejects bindAddress %s, and explains how to open it",
    (bindAddress) => {
      const [found = "", ...others] = problems({ bindAddress });
      expect(others).toEqual([]);
      expect(found).toContain(`bindAddress: ${bindAddress} is beyond loopback`);
      expect(found).toContain(
        "grafanaPort, prometheusPort, otlpGrpcPort, otlpHttpPort, tempoPort, lokiPort would be open",
      );
      expect(found).toMatch(
        /Set tls to generated and otlpAuth to token.*these ports to 0.*a proxy/,
      );
      expect(found).not.toContain("alertmanagerPort");
    },
  );

  it("names only published ports", () => {
    expect(problems({ ...NETWORK, ...CLOSED })).toEqual([]);
    const [found = ""] = problems({ ...NETWORK, ...CLOSED, lokiPort: "3100" });
    expect(found).toContain("where lokiPort would be open");
  });

  it("allows TLS for the stores, and a token or a certificate for OTLP", () => {
    const secure = { ...NETWORK, tls: "generated" };
    expect(problems({ ...secure, otlpAuth: "token" })).toEqual([]);
    expect(problems({ ...secure, otlpAuth: "mtls" })).toEqual([]);
    const [found = ""] = problems(secure);
    expect(found).toContain("otlpGrpcPort, otlpHttpPort would be open and accept telemetry");
    expect(found).not.toContain("prometheusPort");
    expect(problems({ ...secure, otlpGrpcPort: "0", otlpHttpPort: "0" })).toEqual([]);
  });

  it("requires nothing on loopback", () => {
    expect(problems({ bindAddress: "127.0.0.2" })).toEqual([]);
    expect(problems({ tls: "generated" })).toEqual([]);
  });

  it.each<[Record<string, string>, RegExp]>([
    [{ otlpAuth: "token" }, /otlpAuth: token requires TLS/],
    [{ tlsNames: '["a.example.com"]' }, /tlsNames: there is no certificate with tls: off/],
    [{ tlsKeyFile: "/k.pem" }, /tlsKeyFile: it is read with tls: files only/],
    [{ tls: "files" }, /tlsCertificateFile: it is empty/],
    [
      { tls: "files", tlsCertificateFile: "/c", tlsKeyFile: "/k", tlsCaFile: "/a" },
      /tlsNames: it is empty, and tls: files requires/,
    ],
    [
      {
        tls: "generated",
        otlpAuth: "mtls",
        services: '["prometheus","loki"]',
        tempoUrl: "http://t:3200",
        tempoOtlpEndpoint: "t:4317",
      },
      /otlpAuth: mtls is used only by the collector, which services does not list/,
    ],
    [{ tlsNames: '["a b"]' }, /a list of host names and IP addresses/],
    [{ secretsGeneration: "0" }, /a whole number from 1/],
  ])("rejects %j", (raw, message) => {
    expect(problems(raw)[0]).toMatch(message);
  });
});

describe("the servers' certificate", () => {
  it("is valid for every name of the servers", () => {
    const names = serverNames(
      settingsWith({ bindAddress: "10.0.0.5", hostName: "web-1", tlsNames: ["t.example.com"] }),
    );
    expect(names).toEqual(
      expect.arrayContaining([
        ...["localhost", "127.0.0.1", "10.0.0.5", "web-1", "t.example.com"],
        ...["prometheus", "otel-collector", "tempo", "loki", "grafana", "alertmanager"],
      ]),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(serverNames(settingsWith({ bindAddress: "0.0.0.0" }))).not.toContain("0.0.0.0");
  });
});

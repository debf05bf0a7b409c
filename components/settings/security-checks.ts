import { BlockList, isIP } from "node:net";
import type { Problem } from "../problem";
import { PUBLISHED_PORTS } from "./published-ports";
import type { PipelineSettings } from "./schema";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

const FILES = ["tlsCertificateFile", "tlsKeyFile", "tlsCaFile"] as const;

/** What is wrong with who may reach the stack: nothing is opened to a network that asks for no credentials. */
export function securityChecks(settings: PipelineSettings): Problem[] {
  return [...open(settings), ...files(settings), ...withoutTls(settings)];
}

export function isLoopback(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 4 ? "ipv4" : "ipv6");
}

function open(settings: PipelineSettings): Problem[] {
  const { bindAddress, tls, otlpAuth } = settings;
  if (isLoopback(bindAddress)) return [];
  const published = PUBLISHED_PORTS.filter(
    ({ setting, service }) => settings[setting] !== 0 && settings.services.includes(service),
  );
  const bare = published.filter(
    ({ service }) => tls === "off" || (service === "collector" && otlpAuth === "none"),
  );
  if (bare.length === 0) return [];
  const names = bare.map(({ setting }) => setting).join(", ");
  const [lacks, fix] =
    tls === "off"
      ? [
          "in clear, and most ask for no credentials",
          "Set tls to generated and otlpAuth to token (or mtls)",
        ]
      : ["and take telemetry from everybody there", "Set otlpAuth to token or mtls"];
  return [
    {
      setting: "bindAddress",
      given: bindAddress,
      message: `is beyond loopback, where ${names} would be open ${lacks}.`,
      fix: `${fix}; or set these ports to 0; or leave bindAddress at 127.0.0.1 and put a proxy that asks for credentials in front.`,
    },
  ];
}

function files(settings: PipelineSettings): Problem[] {
  if (settings.tls !== "files") {
    return FILES.filter((name) => settings[name] !== "").map((name) => ({
      setting: name,
      message: `it is read with tls: files only, and tls is ${settings.tls}.`,
      fix: "Remove it.",
    }));
  }
  const missing = FILES.filter((name) => settings[name] === "").map((name) => ({
    setting: name,
    message: "it is empty, and tls: files needs it.",
    fix: "Give the path of a PEM file.",
  }));
  const nameless =
    settings.tlsNames.length > 0
      ? []
      : [
          {
            setting: "tlsNames",
            message: "it is empty, and tls: files needs a name that the certificate is for.",
            fix: "Give one, such as telemetry.example.com.",
          },
        ];
  return [...missing, ...nameless];
}

/** A setting that would reach nothing is refused: its user believes that it does something. */
function withoutTls({ tls, tlsNames, otlpAuth, services }: PipelineSettings): Problem[] {
  const problems: Problem[] = [];
  if (tls === "off" && tlsNames.length > 0) {
    problems.push({
      setting: "tlsNames",
      message: "there is no certificate with tls: off.",
      fix: "Set tls to generated.",
    });
  }
  if (tls === "off" && otlpAuth !== "none") {
    problems.push({
      setting: "otlpAuth",
      given: otlpAuth,
      message: "needs TLS, without which everybody on the way reads it.",
      fix: "Set tls to generated.",
    });
  }
  if (otlpAuth !== "none" && !services.includes("collector")) {
    problems.push({
      setting: "otlpAuth",
      given: otlpAuth,
      message: "is asked by the collector, which services does not list.",
      fix: "Remove it.",
    });
  }
  return problems;
}

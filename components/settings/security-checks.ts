import { BlockList, isIP } from "node:net";
import type { Problem } from "../problem";
import { fill, remove, set } from "./fixes";
import { PUBLISHED_PORTS } from "./published-ports";
import type { PipelineSettings } from "./schema";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

const FILES = ["tlsCertificateFile", "tlsKeyFile", "tlsCaFile"] as const;

/** Problems of access to the stack: nothing is open to a network without requiring credentials. */
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
          "in plain text, and most require no credentials",
          "Set tls to generated and otlpAuth to token (docs/how-to/open-to-a-network.md)",
        ]
      : [
          "and accept telemetry from anyone there",
          "Set otlpAuth to token or mtls (docs/how-to/open-to-a-network.md)",
        ];
  return [
    {
      setting: "bindAddress",
      given: bindAddress,
      message: `is beyond loopback, where ${names} would be open ${lacks}.`,
      fix: remove(
        "bindAddress",
        `${fix}; or set these ports to 0; or put a proxy that requires credentials in front, and return to loopback`,
      ),
    },
  ];
}

function files(settings: PipelineSettings): Problem[] {
  if (settings.tls !== "files") {
    return FILES.filter((name) => settings[name] !== "").map((name) => ({
      setting: name,
      message: `it is read with tls: files only, and tls is ${settings.tls}.`,
      fix: remove(name, `Set tls to files, or remove ${name}`),
    }));
  }
  const missing = FILES.filter((name) => settings[name] === "").map((name) => ({
    setting: name,
    message: "it is empty, and tls: files requires it.",
    fix: fill(name, "Set it to the path of a PEM file, for example"),
  }));
  const nameless =
    settings.tlsNames.length > 0
      ? []
      : [
          {
            setting: "tlsNames",
            message:
              "it is empty, and tls: files requires a name that the certificate is valid for.",
            fix: fill("tlsNames"),
          },
        ];
  return [...missing, ...nameless];
}

/** Rejects settings without effect, because users expect an effect. */
function withoutTls({ tls, tlsNames, otlpAuth, services }: PipelineSettings): Problem[] {
  const problems: Problem[] = [];
  if (tls === "off" && tlsNames.length > 0) {
    problems.push({
      setting: "tlsNames",
      message: "there is no certificate with tls: off.",
      fix: set("Turn TLS on", "tls", "generated"),
    });
  }
  if (tls === "off" && otlpAuth !== "none") {
    problems.push({
      setting: "otlpAuth",
      given: otlpAuth,
      message: "requires TLS. Without it, anyone on the network path can read the credentials.",
      fix: set("Turn TLS on", "tls", "generated"),
    });
  }
  if (otlpAuth !== "none" && !services.includes("collector")) {
    problems.push({
      setting: "otlpAuth",
      given: otlpAuth,
      message: "is used only by the collector, which services does not list.",
      fix: remove("otlpAuth"),
    });
  }
  return problems;
}

import { ANY_CONTAINER, quoted, texts, type ContainerRule } from "../rule";

/** Where the provider publishes a port that names no address. */
const EVERYWHERE = "0.0.0.0";

export const loopbackPorts: ContainerRule<{ addresses: readonly string[] }> = {
  name: "loopback-ports",
  description:
    "Ports are published on the Docker host's loopback only, or on addresses that are named.",
  enforcementLevel: "mandatory",
  options: { addresses: texts("Addresses of the Docker host allowed besides loopback.") },
  defaults: { addresses: [] },
  holdsFor: ANY_CONTAINER,
  findings: ({ ports = [], inSwarm = false }, { addresses }) =>
    ports
      .map(({ ip = EVERYWHERE, internal, external }) => ({ ip, internal, external }))
      .filter(({ ip }) => !isLoopback(ip) && !addresses.includes(ip))
      .map(({ ip, internal, external }) => ({
        found: `its port ${internal} is published on ${ip}${external === undefined ? "" : `:${external}`}`,
        allowed: `127.0.0.0/8, ::1${addresses.length === 0 ? "" : `, ${quoted(addresses)}`}`,
        fix: inSwarm
          ? `Publish none, or add "${EVERYWHERE}" to addresses of this rule: a Swarm binds ports to no other`
          : `Set ip of the port to "127.0.0.1", or add the address to addresses of this rule`,
      })),
};

function isLoopback(ip: string): boolean {
  return ip === "::1" || /^127(?:\.\d{1,3}){3}$/.test(ip);
}

import { ANY_CONTAINER, quoted, texts, type ContainerRule } from "../rule";

/** Address on which the provider publishes a port without an address. */
const EVERYWHERE = "0.0.0.0";

export const loopbackPorts: ContainerRule<{ addresses: readonly string[] }> = {
  name: "loopback-ports",
  description:
    "Ports are published only on the Docker host's loopback addresses, or on addresses that are allowed explicitly.",
  enforcementLevel: "mandatory",
  options: {
    addresses: texts("Addresses of the Docker host that are allowed in addition to loopback."),
  },
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
          ? `Publish no port, or add "${EVERYWHERE}" to addresses, an option of this rule: a Swarm publishes ports only there`
          : `Set ip of the port to "127.0.0.1", or add the address to addresses, an option of this rule`,
      })),
};

function isLoopback(ip: string): boolean {
  return ip === "::1" || /^127(?:\.\d{1,3}){3}$/.test(ip);
}

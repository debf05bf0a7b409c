import { labelled, type Container } from "./container";

/** A container to which a rule does not apply, and the reason. */
export interface Exemption {
  /** Name of the container; `*` stands for any characters. */
  readonly container: string;
  readonly reason: string;
}

/** Docker labels of containers that container-observability creates. Their value is the stack's name prefix. */
const STACK_LABEL = "container-observability.stack";
const EXTENSION_LABEL = "container-observability.extends";

interface OwnExemption {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly covers: (container: Container, name: string, stack: string | undefined) => boolean;
}

const isService =
  (...services: string[]): OwnExemption["covers"] =>
  (_, name, stack) =>
    stack !== undefined && services.some((service) => name === `${stack}-${service}`);

/**
 * Exemptions that container-observability itself requires. They cover only its own containers, which have its labels.
 */
export const OWN_EXEMPTIONS: readonly OwnExemption[] = [
  {
    rules: ["non-root"],
    reason:
      "cAdvisor reads cgroups, container metadata and the engine's socket, which only root can read.",
    covers: isService("cadvisor"),
  },
  {
    rules: ["non-root"],
    reason: "The agent reads the containers' log files, which only root can read.",
    covers: isService("agent"),
  },
  {
    rules: ["non-root"],
    reason:
      "Only root and a group with an unknown ID can open the engine's socket. The proxy has no capabilities.",
    covers: isService("socket-proxy", "swarm-api"),
  },
  {
    rules: ["non-root"],
    reason:
      "In a Swarm, nothing can change the owner of the gateway's volume on its node. The gateway has no capabilities.",
    covers: (container, name, stack) =>
      container.inSwarm === true && isService("collector")(container, name, stack),
  },
  {
    rules: ["docker-socket"],
    reason:
      "The agent role reads the Docker API, and the proxy in front of it forwards only read requests.",
    covers: isService("cadvisor", "agent", "socket-proxy", "swarm-api"),
  },
  {
    rules: ["non-root"],
    reason: "It changes the owner of a volume once, which requires root.",
    covers: (_, name, stack) =>
      stack !== undefined && name.startsWith(`${stack}-`) && name.endsWith("-owner"),
  },
  {
    rules: ["read-only-root"],
    reason: "Docker cannot upload files into a container with a read-only root file system.",
    covers: (container) => labelled(container, EXTENSION_LABEL) !== undefined,
  },
];

/** Reason why the rule does not apply to this container; undefined if it applies. */
export function exemption(
  rule: string,
  container: Container,
  configured: readonly Exemption[],
): string | undefined {
  const name = container.name ?? "";
  const stack = labelled(container, STACK_LABEL);
  const own = OWN_EXEMPTIONS.find(
    ({ rules, covers }) => rules.includes(rule) && covers(container, name, stack),
  );
  return (own ?? configured.find((each) => matches(each.container, name)))?.reason;
}

/** Whether a text matches a pattern, in which `*` stands for any characters. */
export function matches(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(text);
}

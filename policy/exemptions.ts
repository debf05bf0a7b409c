import { labelled, type Container } from "./container";

/** A container for which a rule does not hold, and why. */
export interface Exemption {
  /** Name of the container; `*` stands for any characters. */
  readonly container: string;
  readonly reason: string;
}

/** Docker's labels on what container-observability makes: their value is the stack's name prefix. */
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

/** What container-observability itself cannot do otherwise. They cover its own containers only, which it labels. */
export const OWN_EXEMPTIONS: readonly OwnExemption[] = [
  {
    rules: ["non-root"],
    reason:
      "cAdvisor reads cgroups, container metadata and the engine's socket, which are open to root only.",
    covers: isService("cadvisor"),
  },
  {
    rules: ["non-root"],
    reason: "The agent reads the containers' logs, which the engine keeps from everyone but root.",
    covers: isService("agent"),
  },
  {
    rules: ["non-root"],
    reason:
      "The engine's socket is open to root and a group whose number is unknown. The filter keeps no capability.",
    covers: isService("socket-proxy", "swarm-api"),
  },
  {
    rules: ["non-root"],
    reason:
      "In a Swarm nobody gives the gateway's volume to another user, on whatever node it is. It keeps no capability.",
    covers: (container, name, stack) =>
      container.inSwarm === true && isService("collector")(container, name, stack),
  },
  {
    rules: ["docker-socket"],
    reason:
      "The agent role reads the Docker API, the filter in front of it passes on what is read.",
    covers: isService("cadvisor", "agent", "socket-proxy", "swarm-api"),
  },
  {
    rules: ["non-root"],
    reason: "It gives a volume to the user that writes there, once, which only root may do.",
    covers: (_, name, stack) =>
      stack !== undefined && name.startsWith(`${stack}-`) && name.endsWith("-owner"),
  },
  {
    rules: ["read-only-root"],
    reason: "Docker uploads files into no container whose root file system is read-only.",
    covers: (container) => labelled(container, EXTENSION_LABEL) !== undefined,
  },
];

/** Why the rule does not hold for this container; undefined where it holds. */
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

/** `*` in a pattern stands for any characters. */
export function matches(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(text);
}

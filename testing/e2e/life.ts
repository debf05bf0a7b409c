import { expect } from "vitest";
import { type Clone } from "./clone";
import { Stack } from "./stack";
import { containerIds, docker } from "./engine";

export const SERVICES = [
  "agent",
  "cadvisor",
  "collector",
  "grafana",
  "loki",
  "prometheus",
  "tempo",
];
/** All long-running containers: the services, and the proxy in front of the engine's socket. */
export const CONTAINERS = [...SERVICES, "socket-proxy"].sort();
export const STACK = "e2e";
export const PREFIX = `observability-${STACK}-`;
/** The stack's network. */
export const NETWORK = `observability-${STACK}`;
export const GATEWAY = "http://otel-collector:4318";

/** One stack throughout its life. The chapters of the story share it. */
export class Life {
  readonly stack: Stack;
  /** Output of the first `up`. */
  firstUp = "";

  constructor(readonly clone: Clone) {
    this.stack = new Stack(clone, STACK, 23000, { protectData: false });
  }

  ids(): Map<string, string> {
    return containerIds(PREFIX, "-a");
  }

  /** Runs `up`, and returns the containers that it replaced, created or removed. */
  async changedByUp(): Promise<string[]> {
    const before = this.ids();
    const { status, output } = await this.stack.up();
    expect(status, output).toBe(0);
    const after = this.ids();
    return [...new Set([...before.keys(), ...after.keys()])]
      .filter((name) => before.get(name) !== after.get(name))
      .map((name) => name.slice(PREFIX.length))
      .sort();
  }
}

export function shortId(container: string): string {
  return docker("inspect", "--format", "{{.Id}}", container).slice(0, 12);
}

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
/** Every container that stays up: the services, and what stands in front of the engine's socket. */
export const CONTAINERS = [...SERVICES, "socket-proxy"].sort();
export const STACK = "e2e";
export const PREFIX = `observability-${STACK}-`;
/** The stack's network, and where apps on it send their telemetry. */
export const NETWORK = `observability-${STACK}`;
export const GATEWAY = "http://otel-collector:4318";

/** One stack through its life: what the chapters of the story share. */
export class Life {
  readonly stack: Stack;
  /** What the first `up` printed. */
  firstUp = "";

  constructor(readonly clone: Clone) {
    this.stack = new Stack(clone, STACK, 23000, { protectData: false });
  }

  ids(): Map<string, string> {
    return containerIds(PREFIX, "-a");
  }

  /** What the next `up` replaced, made or removed. */
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

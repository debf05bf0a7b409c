import type { EngineClient } from "../../components/engine/client";
import type { ServiceName } from "../../components/settings/services";
import type { Outputs } from "../stack/outputs";
import type { Probe } from "./sender";
import type { Stores } from "./stores";

/** What every check knows. */
export interface Context {
  readonly stack: string;
  readonly outputs: Outputs;
  readonly stores: Stores;
  /** Undefined where the stack's engine cannot be reached from here. */
  readonly client: EngineClient | undefined;
  /** What was sent; undefined where nothing could be. */
  readonly probe: Probe | undefined;
  /** How Grafana is asked, and why its data sources cannot be asked through it; undefined where they can. */
  readonly grafana: {
    readonly headers: Readonly<Record<string, string>>;
    readonly cannot: string | undefined;
  };
  /** Services of the stack that do not run, so that what needs them is not waited for. */
  readonly down: readonly string[];
}

/** Whether the stack runs this service itself. */
export function runs({ outputs }: Pick<Context, "outputs">, service: ServiceName): boolean {
  return Object.hasOwn(outputs.versions, service);
}

/** The service that tells of the host's containers. */
export function containerMetricsService(context: Context): ServiceName {
  return runs(context, "cadvisor") ? "cadvisor" : "agent";
}

/** Why a check is not made that needs these services; undefined where it can be. */
export function blocked(
  { down, outputs }: Pick<Context, "down" | "outputs">,
  ...needs: readonly string[]
): string | undefined {
  // Stores may be somebody's own; what apps send to is the stack's.
  if (needs.includes("collector") && !runs({ outputs }, "collector")) {
    return "this stack runs no collector";
  }
  const missing = needs.filter((service) => down.includes(service));
  return missing.length === 0
    ? undefined
    : `skipped, because ${missing.join(" and ")} does not run`;
}

/** The command that brings a stack back to what its settings say. */
export function upCommand(stack: string): string {
  return `npm run up -- --stack ${stack}`;
}

import { STACK_LABEL } from "../settings/labels";
import type { EngineClient } from "./client";

/** A service as the engine's API tells of it, as far as it is asked for. */
export interface SwarmService {
  readonly Spec: {
    readonly Name: string;
    readonly TaskTemplate: { readonly ContainerSpec?: { readonly Image?: string } };
  };
  /** Where the status is asked for. */
  readonly ServiceStatus?: { readonly RunningTasks: number; readonly DesiredTasks: number };
}

/**
 * The services of a stack.
 *
 * @throws EngineError where the engine is no manager of a Swarm.
 */
export function listServices(
  client: EngineClient,
  namePrefix: string,
  query: Readonly<Record<string, string>> = {},
): Promise<readonly SwarmService[]> {
  const filters = JSON.stringify({ label: [`${STACK_LABEL}=${namePrefix}`] });
  return client.get<readonly SwarmService[]>("/services", { query: { ...query, filters } });
}

import { CHECK_LABEL, dockerLabels } from "../settings/labels";
import type { EngineClient } from "../engine/client";
import { EngineError } from "../engine/error";
import type { Problem } from "../problem";
import { isOurs, nameOf, type RunningContainer } from "../engine/running-containers";
import { listServices } from "../engine/swarm-services";

interface Switch {
  readonly toSwarm: boolean;
  readonly namePrefix: string;
  readonly protectData: boolean;
}

const MOST_NAMES = 3;

/**
 * Why a stack cannot become one on a Swarm, or stop being one, while what it was is still there: neither takes the other's
 * place, and the data would be left behind without a word.
 */
export async function deploymentModeChange(
  client: EngineClient,
  running: readonly RunningContainer[],
  { toSwarm, namePrefix, protectData }: Switch,
): Promise<Problem | undefined> {
  const left = toSwarm
    ? running
        .filter((container) => isOurs(container, namePrefix))
        .filter(({ Labels }) => !(dockerLabels.swarmTask in Labels || CHECK_LABEL in Labels))
        .map(nameOf)
    : await servicesOf(client, namePrefix);
  if (left.length === 0) return undefined;
  const names = [...left.slice(0, MOST_NAMES), ...(left.length > MOST_NAMES ? ["…"] : [])];
  return {
    setting: "swarm",
    message: `it is ${String(toSwarm)}, and the stack still runs as ${toSwarm ? "containers of the engine" : "services of a Swarm"} (${names.join(", ")}).`,
    fix: remedy(toSwarm, protectData),
  };
}

function remedy(toSwarm: boolean, protectData: boolean): string {
  if (!toSwarm)
    return "Take it down first with: npm run down. Its data volumes stay on their nodes.";
  return protectData
    ? "Take it down first with: npm run down. Its data volumes stay; docs/how-to/swarm.md says how a Swarm takes them up."
    : "Take it down first with: npm run down, which removes its data volumes. To keep them, first set protectData to true and swarm to false, and run an update.";
}

async function servicesOf(client: EngineClient, namePrefix: string): Promise<string[]> {
  try {
    const services = await listServices(client, namePrefix);
    return services.map(({ Spec }) => Spec.Name);
  } catch (error) {
    // It is no manager, so it has none.
    if (error instanceof EngineError && error.statusCode !== undefined) return [];
    throw error;
  }
}

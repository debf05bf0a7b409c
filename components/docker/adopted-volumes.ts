import { DATA_SERVICES, dataVolumeName } from "../settings/data-owners";
import { EngineError, type EngineClient } from "./engine-client";
import type { Demands } from "./preflight";
import { isOurs, nameOf, type RunningContainer } from "./running-containers";

/** Why volumes that a setting names cannot be adopted, a sentence each. */
export async function volumeProblems(
  client: EngineClient,
  running: readonly RunningContainer[],
  { namePrefix, dataVolumes }: Pick<Demands, "namePrefix" | "dataVolumes">,
): Promise<string[]> {
  const problems = await Promise.all(
    Object.entries(dataVolumes).map(async ([service, volume]) => {
      const what = `dataVolumes: the volume ${volume}, given to ${service},`;
      const owner = DATA_SERVICES.find((name) => dataVolumeName(namePrefix, name) === volume);
      if (owner !== undefined && owner !== service) {
        return `${what} is where this stack keeps the data of ${owner}. Name another, or take ${service} out of dataVolumes.`;
      }
      if (!(await exists(client, volume))) {
        return `${what} is not on the engine, and Docker would make an empty one of that name. docker volume ls lists those that are there.`;
      }
      const user = running.find(
        (container) => !isOurs(container, namePrefix) && mounts(container, volume),
      );
      return user === undefined
        ? undefined
        : `${what} is in use by the container ${nameOf(user)}; two programs that write into it would spoil it. End that one with: docker stop ${nameOf(user)}`;
    }),
  );
  return problems.filter((problem) => problem !== undefined);
}

async function exists(client: EngineClient, volume: string): Promise<boolean> {
  try {
    await client.get(`/volumes/${volume}`);
    return true;
  } catch (error) {
    if (error instanceof EngineError && error.statusCode === 404) return false;
    throw error;
  }
}

function mounts({ Mounts = [] }: RunningContainer, volume: string): boolean {
  return Mounts.some(({ Type, Name }) => Type === "volume" && Name === volume);
}

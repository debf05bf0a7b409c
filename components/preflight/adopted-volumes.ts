import { DATA_SERVICES, dataVolumeName } from "../settings/data-owners";
import type { EngineClient } from "../engine/client";
import { ifThere } from "../engine/error";
import type { Problem } from "../problem";
import type { EngineRequirements } from "./requirements";
import { isOurs, nameOf, type RunningContainer } from "../engine/running-containers";

type Volumes = Pick<EngineRequirements, "namePrefix" | "dataVolumes" | "dataServices">;

/** Why services cannot keep their data where they are to. */
export async function volumeProblems(
  client: EngineClient,
  running: readonly RunningContainer[],
  requirements: Volumes,
): Promise<Problem[]> {
  const adopted = await adoptedProblems(client, running, requirements);
  return [...adopted, ...ownProblems(running, requirements)];
}

/** Why volumes that a setting names cannot be adopted. */
async function adoptedProblems(
  client: EngineClient,
  running: readonly RunningContainer[],
  { namePrefix, dataVolumes }: Volumes,
): Promise<Problem[]> {
  const problems = await Promise.all(
    Object.entries(dataVolumes).map(async ([service, volume]) => {
      const wrong = (message: string, fix: string): Problem => ({
        setting: "dataVolumes",
        given: `the volume ${volume}, given to ${service},`,
        message,
        fix,
      });
      const owner = DATA_SERVICES.find((name) => dataVolumeName(namePrefix, name) === volume);
      if (owner === service) {
        return wrong(
          "is this stack's own volume of that service already.",
          `Take ${service} out of dataVolumes.`,
        );
      }
      if (owner !== undefined) {
        return wrong(
          `is where this stack keeps the data of ${owner}.`,
          `Name another, or take ${service} out of dataVolumes.`,
        );
      }
      if (!(await exists(client, volume))) {
        return wrong(
          "is not on the engine, and Docker would make an empty one of that name.",
          "docker volume ls lists those that are there.",
        );
      }
      const user = running.find(
        (container) => !isOurs(container, namePrefix) && mountsOf(container, volume).length > 0,
      );
      return user === undefined
        ? undefined
        : wrong(
            `is in use by the container ${nameOf(user)}; two writers would corrupt it.`,
            `Stop that container with: docker stop ${nameOf(user)}`,
          );
    }),
  );
  return problems.filter((problem) => problem !== undefined);
}

/** Own volumes that somebody else writes to, such as a stack that adopted one. Who only reads, as a backup does, may. */
function ownProblems(
  running: readonly RunningContainer[],
  { namePrefix, dataVolumes, dataServices }: Volumes,
): Problem[] {
  return dataServices
    .filter((service) => dataVolumes[service] === undefined)
    .flatMap((service) => {
      const volume = dataVolumeName(namePrefix, service);
      const user = running.find(
        (container) =>
          !isOurs(container, namePrefix) && mountsOf(container, volume).some(({ RW = true }) => RW),
      );
      return user === undefined
        ? []
        : [
            {
              setting: "services",
              message: `the volume ${volume}, where this stack keeps the data of ${service}, is in use by the container ${nameOf(user)}; two writers would corrupt it.`,
              fix: `Stop that container with docker stop ${nameOf(user)}, or take ${service} out of services.`,
            },
          ];
    });
}

async function exists(client: EngineClient, volume: string): Promise<boolean> {
  return (await ifThere(client.get(`/volumes/${volume}`))) !== undefined;
}

function mountsOf({ Mounts = [] }: RunningContainer, volume: string) {
  return Mounts.filter(({ Type, Name }) => Type === "volume" && Name === volume);
}

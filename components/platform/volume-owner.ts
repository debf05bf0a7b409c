import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { populatorDefaults } from "./volume-populator";
import { endedWell, RUNS_ONCE } from "./run-once";
import type { SharedContext } from "./types";

export interface ChownVolumeArgs {
  readonly context: SharedContext;
  readonly volumeName: pulumi.Input<string>;
  /** Numeric user that is to write there. */
  readonly owner: number;
  /** Beginning of the container's name. */
  readonly containerName: string;
  /** Whether another program wrote there before. */
  readonly adopted?: boolean;
}

const MEMORY_MIB = 64;

/** An empty volume belongs to root. */
const EMPTY = { options: [] as string[], capabilities: ["CAP_CHOWN"] };

/** What another program wrote may belong to anybody, in directories that only that user may enter. */
const ADOPTED = { options: ["-Rh"], capabilities: ["CAP_CHOWN", "CAP_DAC_READ_SEARCH"] };

/**
 * A container that runs once gives a volume to the user that writes there. The result is the volume's
 * name, known when that is done.
 */
export function chownVolume(
  name: string,
  { context, volumeName, owner, containerName, adopted = false }: ChownVolumeArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const { options, capabilities } = adopted ? ADOPTED : EMPTY;
  const path = "/data";
  const chown = new docker.Container(
    `${name}-owner`,
    {
      ...populatorDefaults(context),
      name: `${containerName}-owner`,
      ...RUNS_ONCE,
      start: true,
      command: ["chown", ...options, `${owner}:${owner}`, path],
      readOnly: true,
      memory: MEMORY_MIB,
      memorySwap: MEMORY_MIB,
      capabilities: { drops: ["ALL"], adds: capabilities },
      volumes: [{ volumeName, containerPath: path }],
    },
    // Its name is taken, also where it is replaced though nothing of it changed.
    { parent, deleteBeforeReplace: true, dependsOn: context.images.get(context.busyboxImage) },
  );
  const owns = pulumi
    .output(volumeName)
    .apply((volume) =>
      endedWell(chown, ({ status, said, again }) => [
        `The volume ${volume} could not be given to the user ${owner}, who is to write there; the container that tried ended with status ${status}:`,
        said,
        `Fix the reason, then try again with: ${again}`,
      ]),
    );
  return pulumi.all([volumeName, owns]).apply(([known]) => known);
}

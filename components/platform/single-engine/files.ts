import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import type { PlacedFiles, PlacedFilesArgs } from "../types";
import { populatorDefaults } from "../volume-populator";

/** Files in a volume of their own, written by a container that is made but never started. */
export function filesInVolume(
  name: string,
  { context, purpose, files, mountPath, onlyFor, after = [] }: PlacedFilesArgs,
  parent: pulumi.Resource,
): PlacedFiles {
  const access =
    onlyFor === undefined
      ? { permissions: "0644" }
      : { permissions: "0400", owner: String(onlyFor), group: String(onlyFor) };
  const volume = new docker.Volume(
    `${name}-volume`,
    { name: `${context.namePrefix}-${purpose}` },
    { parent, deleteBeforeReplace: true },
  );
  const populator = new docker.Container(
    `${name}-carrier`,
    {
      ...populatorDefaults(context),
      name: `${context.namePrefix}-${purpose}`,
      volumes: [{ volumeName: volume.name, containerPath: mountPath }],
      uploads: Object.entries(files).map(([file, content]) => ({ file, content, ...access })),
    },
    { parent, dependsOn: [context.images.get(context.busyboxImage), ...after] },
  );
  return {
    mounts: [{ volumeName: volume.name, containerPath: mountPath, readOnly: true }],
    populators: [populator],
    swarm: { configs: [], secrets: [] },
  };
}

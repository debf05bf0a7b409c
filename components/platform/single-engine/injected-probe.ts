import * as docker from "@pulumi/docker";
import { filled, injected } from "../probe-mounts";
import type { Platform } from "../types";
import { populatorDefaults } from "../volume-populator";

/** Docker fills an empty volume with what the image has at that path, as soon as a container of it is made. */
export const injectedHealthCheck: Platform["injectedHealthCheck"] = (
  name,
  { context, parts },
  parent,
) => {
  const volumes = new Map(
    parts.map(({ part }) => [
      part,
      new docker.Volume(
        `${name}-${part}`,
        { name: `${context.namePrefix}-probe-${part}` },
        { parent, deleteBeforeReplace: true },
      ).name,
    ]),
  );
  const volumeName = ({ part }: { part: string }) => {
    const volume = volumes.get(part);
    if (volume === undefined) throw new Error(`the probe has no part ${part}`);
    return volume;
  };
  const populator = new docker.Container(
    `${name}-carrier`,
    {
      ...populatorDefaults(context),
      name: `${context.namePrefix}-probe`,
      volumes: filled(parts, volumeName).map(({ volumeName, containerPath }) => ({
        volumeName,
        containerPath,
      })),
    },
    { parent, dependsOn: context.images.get(context.busyboxImage) },
  );
  return { mounts: injected(parts, volumeName), populators: [populator] };
};

import * as docker from "@pulumi/docker";
import { probeMounts } from "../probe-mounts";
import type { Platform } from "../types";
import { populatorDefaults } from "../volume-populator";

/** Docker fills an empty volume with what the image has at that path, as soon as a container of it is made. */
export const injectedHealthCheck: Platform["injectedHealthCheck"] = (
  name,
  { context, parts },
  parent,
) => {
  const volumes = parts.map((part) => ({
    ...part,
    volumeName: new docker.Volume(
      `${name}-${part.part}`,
      { name: `${context.namePrefix}-probe-${part.part}` },
      { parent, deleteBeforeReplace: true },
    ).name,
  }));
  const { filled, injected } = probeMounts(volumes);
  const populator = new docker.Container(
    `${name}-carrier`,
    {
      ...populatorDefaults(context),
      name: `${context.namePrefix}-probe`,
      volumes: filled.map(({ volumeName, containerPath }) => ({
        volumeName,
        containerPath,
      })),
    },
    { parent, dependsOn: context.images.get(context.busyboxImage) },
  );
  return { mounts: injected, populators: [populator] };
};

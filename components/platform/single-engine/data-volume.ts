import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { dataOwners, dataVolumeName } from "../../settings/data-owners";
import type { DataVolumeArgs, PlacedData } from "../types";
import { chownVolume } from "../volume-owner";

/** A volume that survives its stack if the settings say so, or one that was there before. */
export function dataVolume(
  name: string,
  { context, service, belongsToRoot = false }: DataVolumeArgs,
  parent: pulumi.Resource,
): PlacedData {
  const { namePrefix } = context;
  const disposable = context.host !== undefined;
  const owner = dataOwners[service];
  const protect = context.protectData && !disposable;
  const own = new docker.Volume(
    `${name}-volume`,
    { name: disposable ? `${namePrefix}-${service}-queue` : dataVolumeName(namePrefix, service) },
    { parent, protect, retainOnDelete: protect, ignoreChanges: ["labels", "driverOpts"] },
  );
  const handover = (volumeName: pulumi.Input<string>, adopted: boolean) => {
    const containerName = dataVolumeName(namePrefix, service);
    return chownVolume(name, { context, volumeName, owner, containerName, adopted }, parent);
  };
  const adopted = context.dataVolumes[service];
  return {
    volumeName:
      adopted === undefined
        ? belongsToRoot
          ? handover(own.name, false)
          : own.name
        : handover(adopted, true),
    writer: `${owner}:${owner}`,
  };
}

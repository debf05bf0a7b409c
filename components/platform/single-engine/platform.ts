import * as docker from "@pulumi/docker";
import { chownVolume } from "../volume-owner";
import type { Platform } from "../types";
import { dataVolume } from "./data-volume";
import { filesInVolume } from "./files";
import { injectedHealthCheck } from "./injected-probe";
import { serviceContainer } from "./service";

/** Containers of one engine. */
export const singleEngine: Platform = {
  reloadsInPlace: true,
  network: (name, namePrefix, opts) =>
    new docker.Network(
      name,
      { name: namePrefix, driver: "bridge" },
      // Docker refuses a second network of the same name, so the old one has to go first.
      { ...opts, deleteBeforeReplace: true },
    ),
  service: (name, args, parent) => serviceContainer(`${name}-container`, args, parent),
  files: filesInVolume,
  dataVolume,
  sharedVolume: (name, { context, volumeName, owner }, parent) => {
    const volume = new docker.Volume(
      `${name}-volume`,
      { name: volumeName },
      { parent, deleteBeforeReplace: true },
    );
    return owner === undefined
      ? volume.name
      : chownVolume(
          name,
          { context, volumeName: volume.name, owner, containerName: volumeName },
          parent,
        );
  },
  injectedHealthCheck,
};

import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Files } from "../render/content-hash";
import { validated, type ConfigCheck } from "./config-validation";
import type { Mount, PlacedFilesArgs, SecretFile, ServiceFiles, SwarmFiles } from "./types";

/** Files that the service's own program reads before they are put in place. Plain: what is checked is known by its hash. */
export interface CheckedConfigFilesArgs extends PlacedFilesArgs {
  readonly files: Files;
  readonly check: ConfigCheck;
}

/**
 * Files for a service. In a Swarm they are its configs, or its secrets where one user alone may read them. Elsewhere they are
 * in a volume of their own, written by a container that is made but never started. A change
 * replaces that populator only: the service that reads the volume goes on running, and either
 * watches the files or is given a path that carries their hash.
 */
export class ConfigFiles extends pulumi.ComponentResource implements ServiceFiles {
  readonly mounts: readonly Mount[];
  readonly populators: readonly docker.Container[];
  readonly swarm: SwarmFiles;
  readonly secretFiles: Readonly<Record<string, SecretFile>>;

  constructor(
    name: string,
    args: PlacedFilesArgs | CheckedConfigFilesArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("observability:index:ConfigFiles", name, {}, opts);
    const { context, files, onlyFor } = args;
    const checked = "check" in args ? [validated(`${name}-checked`, args, { parent: this })] : [];
    const after = [...(args.after ?? []), ...checked];
    const placed = context.platform.files(name, { ...args, after }, this);
    this.mounts = placed.mounts;
    this.populators = placed.populators;
    this.swarm = placed.swarm;
    this.secretFiles =
      onlyFor === undefined
        ? {}
        : Object.fromEntries(
            Object.entries(files).map(([path, content]) => [path, { content, onlyFor }]),
          );
    this.registerOutputs();
  }
}

/** The secret files of several volumes, for the check of a configuration that names them. */
export function secretFilesOf(sets: readonly ServiceFiles[]): Record<string, SecretFile> {
  return Object.fromEntries(sets.flatMap(({ secretFiles }) => Object.entries(secretFiles)));
}

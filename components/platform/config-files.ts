import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Files } from "../render/content-hash";
import { carrierDefaults } from "./volume-populator";
import type { StackContext } from "./stack-context";
import { NO_SWARM_FILES, swarmFiles, type SwarmFiles } from "./swarm/files";
import { validated, type ConfigCheck, type SecretFile } from "./config-validation";

export interface ConfigFilesArgs {
  readonly context: StackContext;
  /** Names the volume and its carrier, such as `prometheus-config`. */
  readonly purpose: string;
  /** Absolute path to content. Every path lies under `mountPath`; no content is empty. */
  readonly files: Readonly<Record<string, pulumi.Input<string>>>;
  readonly mountPath: string;
  /** Numeric user that alone may read the files. Left out, everybody may. */
  readonly onlyFor?: number;
  /** What has to hold before they are written. */
  readonly after?: readonly pulumi.Resource[];
}

/** Files that the service's own program reads before they are put in place. Plain: what is checked is known by its hash. */
export interface CheckedConfigFilesArgs extends ConfigFilesArgs {
  readonly files: Files;
  readonly check: ConfigCheck;
}

/** A volume as a service mounts it. */
export interface Mount {
  readonly volumeName: pulumi.Output<string>;
  readonly containerPath: string;
  readonly readOnly: boolean;
}

/**
 * Files for a service. In a Swarm they are its configs, or its secrets where one user alone may read them. Elsewhere they are
 * in a volume of their own, written by a container that is made but never started. A change
 * replaces that carrier only: the service that reads the volume goes on running, and either
 * watches the files or is given a path that carries their hash.
 */
export class ConfigFiles extends pulumi.ComponentResource {
  /** The volume, known once the files are there: a service that takes it starts after them. None in a Swarm. */
  readonly mounts: readonly Mount[];
  /** The resource whose replacement is the change of the files. None in a Swarm. */
  readonly carriers: readonly docker.Container[];
  /** The files as a Swarm has them. */
  readonly swarm: SwarmFiles;
  /** What only one user may read of it, for the check of a configuration that names these files. */
  readonly secretFiles: Readonly<Record<string, SecretFile>>;

  constructor(
    name: string,
    args: ConfigFilesArgs | CheckedConfigFilesArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("observability:index:ConfigFiles", name, {}, opts);
    const { context, purpose, files, onlyFor } = args;
    const checked = "check" in args ? [validated(`${name}-checked`, args, { parent: this })] : [];
    const after = [...(args.after ?? []), ...checked];
    if (context.swarm === undefined) {
      const { mount, carrier } = inVolume(name, { ...args, after }, this);
      this.mounts = [mount];
      this.carriers = [carrier];
      this.swarm = NO_SWARM_FILES;
    } else {
      this.mounts = [];
      this.carriers = [];
      const secret = onlyFor !== undefined;
      const { secretNamesKey } = context.swarm;
      const described = { context, secretNamesKey, purpose, files, secret, after };
      this.swarm = swarmFiles(name, described, this);
    }
    this.secretFiles =
      onlyFor === undefined
        ? {}
        : Object.fromEntries(
            Object.entries(files).map(([path, content]) => [path, { content, onlyFor }]),
          );
    this.registerOutputs();
  }
}

function inVolume(
  name: string,
  { context, purpose, files, mountPath, onlyFor, after = [] }: ConfigFilesArgs,
  parent: pulumi.Resource,
): { mount: Mount; carrier: docker.Container } {
  const access =
    onlyFor === undefined
      ? { permissions: "0644" }
      : { permissions: "0400", owner: String(onlyFor), group: String(onlyFor) };
  const volume = new docker.Volume(
    `${name}-volume`,
    { name: `${context.namePrefix}-${purpose}` },
    { parent, deleteBeforeReplace: true },
  );
  const carrier = new docker.Container(
    `${name}-carrier`,
    {
      ...carrierDefaults(context),
      name: `${context.namePrefix}-${purpose}`,
      volumes: [{ volumeName: volume.name, containerPath: mountPath }],
      uploads: Object.entries(files).map(([file, content]) => ({ file, content, ...access })),
    },
    { parent, dependsOn: [context.images.get(context.busyboxImage), ...after] },
  );
  return {
    mount: { volumeName: volume.name, containerPath: mountPath, readOnly: true },
    carrier,
  };
}

/** The secret files of several volumes, for the check of a configuration that names them. */
export function secretFilesOf(sets: readonly ConfigFiles[]): Record<string, SecretFile> {
  return Object.fromEntries(sets.flatMap(({ secretFiles }) => Object.entries(secretFiles)));
}

import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { carrierDefaults } from "./carrier";
import type { StackContext } from "./stack-context";

export interface DataVolumeArgs {
  readonly context: StackContext;
  /** What holds its data here, such as `prometheus`. */
  readonly service: string;
  /** Numeric user that writes here, where the service's image does not bring a directory of its own. */
  readonly owner?: number;
}

/**
 * A volume with data worth keeping. Its name is fixed and nothing that may change later is written
 * on it: Docker cannot change a volume, and the provider would replace it, empty, under the same name.
 */
export class DataVolume extends pulumi.ComponentResource {
  readonly volumeName: pulumi.Output<string>;

  constructor(name: string, args: DataVolumeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:DataVolume", name, {}, opts);
    const { context, service, owner } = args;

    const volume = new docker.Volume(
      `${name}-volume`,
      { name: `${context.namePrefix}-${service}-data` },
      {
        parent: this,
        protect: context.protectData,
        retainOnDelete: context.protectData,
        ignoreChanges: ["labels", "driverOpts"],
      },
    );
    this.volumeName = owner === undefined ? volume.name : this.#owned(name, volume, args, owner);
    this.registerOutputs({ volumeName: this.volumeName });
  }

  /** An empty volume belongs to root. A container that runs once hands it to the service's user. */
  #owned(
    name: string,
    volume: docker.Volume,
    { context, service }: DataVolumeArgs,
    owner: number,
  ): pulumi.Output<string> {
    const path = "/data";
    const chown = new docker.Container(
      `${name}-owner`,
      {
        ...carrierDefaults(context),
        name: `${context.namePrefix}-${service}-data-owner`,
        start: true,
        attach: true,
        command: ["chown", `${owner}:${owner}`, path],
        readOnly: true,
        capabilities: { drops: ["ALL"], adds: ["CAP_CHOWN"] },
        volumes: [{ volumeName: volume.name, containerPath: path }],
      },
      { parent: this, dependsOn: context.images.get(context.busyboxImage) },
    );
    return pulumi.all([volume.name, chown.id]).apply(([volumeName]) => volumeName);
  }
}

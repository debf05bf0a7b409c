import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { StackContext } from "./stack-context";
import { handedTo } from "./volume-owner";

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
    this.volumeName =
      owner === undefined
        ? volume.name
        : handedTo(owner, volume, name, { context, purpose: `${service}-data` }, this);
    this.registerOutputs({ volumeName: this.volumeName });
  }
}

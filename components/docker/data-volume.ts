import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { dataOwners, dataVolumeName, type DataService } from "../settings/data-owners";
import type { StackContext } from "./stack-context";
import { handedOver } from "./volume-owner";

export interface DataVolumeArgs {
  readonly context: StackContext;
  /** What holds its data here. */
  readonly service: DataService;
  /** Whether the service's image brings no directory of its own, whose user Docker would give to an empty volume. */
  readonly belongsToRoot?: boolean;
}

/**
 * A volume with data worth keeping. Its name is fixed and nothing that may change later is written
 * on it: Docker cannot change a volume, and the provider would replace it, empty, under the same name.
 *
 * A volume that was there before the stack, and that a setting names, takes its place. It is no resource: so it has no
 * difference to show in a preview, and nothing here can delete it. The stack's own one stays beside it, for the way back.
 */
export class DataVolume extends pulumi.ComponentResource {
  readonly volumeName: pulumi.Output<string>;

  constructor(name: string, args: DataVolumeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:DataVolume", name, {}, opts);
    const { context, service, belongsToRoot = false } = args;
    const { namePrefix, disposable } = context;
    const protect = context.protectData && !disposable;

    const own = new docker.Volume(
      `${name}-volume`,
      { name: disposable ? `${namePrefix}-${service}-queue` : dataVolumeName(namePrefix, service) },
      {
        parent: this,
        protect,
        retainOnDelete: protect,
        ignoreChanges: ["labels", "driverOpts"],
      },
    );
    const handover = (volumeName: pulumi.Input<string>, adopted: boolean) => {
      const containerName = dataVolumeName(context.namePrefix, service);
      const owner = dataOwners[service];
      return handedOver(name, { context, volumeName, owner, containerName, adopted }, this);
    };
    const adopted = context.dataVolumes[service];
    if (adopted !== undefined) this.volumeName = handover(adopted, true);
    else this.volumeName = belongsToRoot ? handover(own.name, false) : own.name;
    this.registerOutputs({ volumeName: this.volumeName });
  }
}

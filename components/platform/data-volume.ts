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
  /** Who may write there, as a container's user. */
  readonly writer: string;

  constructor(name: string, args: DataVolumeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:DataVolume", name, {}, opts);
    const { context, service, belongsToRoot = false } = args;
    const { namePrefix } = context;
    const disposable = context.host !== undefined;
    const owner = dataOwners[service];
    if (context.swarm !== undefined) {
      // Of the node where the task is: the Swarm makes it there, and nothing here deletes it.
      this.volumeName = pulumi.output(dataVolumeName(namePrefix, service));
      // Nobody there hands it over.
      this.writer = belongsToRoot ? "0:0" : `${owner}:${owner}`;
      this.registerOutputs({ volumeName: this.volumeName });
      return;
    }
    this.writer = `${owner}:${owner}`;
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
      return handedOver(name, { context, volumeName, owner, containerName, adopted }, this);
    };
    const adopted = context.dataVolumes[service];
    if (adopted !== undefined) this.volumeName = handover(adopted, true);
    else this.volumeName = belongsToRoot ? handover(own.name, false) : own.name;
    this.registerOutputs({ volumeName: this.volumeName });
  }
}

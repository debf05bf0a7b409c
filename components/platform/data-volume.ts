import * as pulumi from "@pulumi/pulumi";
import type { DataVolumeArgs } from "./types";

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
    const { volumeName, writer } = args.context.platform.dataVolume(name, args, this);
    this.volumeName = volumeName;
    this.writer = writer;
    this.registerOutputs({ volumeName });
  }
}

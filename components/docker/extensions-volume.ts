import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { EXTENSIONS_OWNER, EXTENSIONS_PATH, extensionVolumes } from "../settings/extensions";
import type { Mount } from "./config-files";
import type { StackContext } from "./stack-context";
import { handedOver } from "./volume-owner";

export interface ExtensionsVolumeArgs {
  readonly context: Omit<StackContext, "probe">;
}

/**
 * The volume into which other projects put what they add to the stack. It holds nothing that they could not
 * put there again, so it goes with the stack.
 */
export class ExtensionsVolume extends pulumi.ComponentResource {
  /** For the services that read it. */
  readonly mount: Mount;

  constructor(
    name: string,
    { context }: ExtensionsVolumeArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("observability:index:ExtensionsVolume", name, {}, opts);
    const volume = new docker.Volume(
      `${name}-volume`,
      { name: extensionVolumes(context.namePrefix).extensions },
      { parent: this, deleteBeforeReplace: true },
    );
    const owned = handedOver(
      name,
      {
        context,
        volumeName: volume.name,
        owner: EXTENSIONS_OWNER,
        containerName: extensionVolumes(context.namePrefix).extensions,
      },
      this,
    );
    this.mount = { volumeName: owned, containerPath: EXTENSIONS_PATH, readOnly: true };
    this.registerOutputs();
  }
}

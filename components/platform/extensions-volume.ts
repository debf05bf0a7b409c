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
 * put there again, so it goes with the stack. In a Swarm it is a volume of each node, which stays empty.
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
    const { extensions } = extensionVolumes(context.namePrefix);
    if (context.swarm !== undefined) {
      this.mount = mountOf(pulumi.output(extensions));
      this.registerOutputs();
      return;
    }
    const volume = new docker.Volume(
      `${name}-volume`,
      { name: extensions },
      { parent: this, deleteBeforeReplace: true },
    );
    const owned = handedOver(
      name,
      {
        context,
        volumeName: volume.name,
        owner: EXTENSIONS_OWNER,
        containerName: extensions,
      },
      this,
    );
    this.mount = mountOf(owned);
    this.registerOutputs();
  }
}

function mountOf(volumeName: pulumi.Output<string>): Mount {
  return { volumeName, containerPath: EXTENSIONS_PATH, readOnly: true };
}

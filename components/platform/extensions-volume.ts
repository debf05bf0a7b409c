import * as pulumi from "@pulumi/pulumi";
import { EXTENSIONS_OWNER, EXTENSIONS_PATH, extensionVolumes } from "../settings/extensions";
import type { Mount, SharedContext } from "./types";

export interface ExtensionsVolumeArgs {
  readonly context: SharedContext;
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
    const volumeName = context.platform.sharedVolume(
      name,
      { context, volumeName: extensions, owner: EXTENSIONS_OWNER },
      this,
    );
    this.mount = { volumeName, containerPath: EXTENSIONS_PATH, readOnly: true };
    this.registerOutputs();
  }
}

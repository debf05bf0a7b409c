import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { carrierDefaults } from "./carrier";
import type { StackContext } from "./stack-context";

/**
 * An empty volume belongs to root. A container that runs once hands it to the user that writes there. The
 * result is the volume's name, known when that is done.
 */
export function handedTo(
  owner: number,
  volume: docker.Volume,
  name: string,
  args: { readonly context: Omit<StackContext, "probe">; readonly purpose: string },
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const { context, purpose } = args;
  const path = "/data";
  const chown = new docker.Container(
    `${name}-owner`,
    {
      ...carrierDefaults(context),
      name: `${context.namePrefix}-${purpose}-owner`,
      start: true,
      attach: true,
      command: ["chown", `${owner}:${owner}`, path],
      readOnly: true,
      capabilities: { drops: ["ALL"], adds: ["CAP_CHOWN"] },
      volumes: [{ volumeName: volume.name, containerPath: path }],
    },
    { parent, dependsOn: context.images.get(context.busyboxImage) },
  );
  return pulumi.all([volume.name, chown.id]).apply(([volumeName]) => volumeName);
}

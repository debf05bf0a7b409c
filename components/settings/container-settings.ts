import { images, type ImageName } from "./images";
import * as kinds from "./kinds";

/** The memory limit of a service's container. `change` describes the effect of a change. */
export function memory({
  of,
  change = "A change applies in place, without a restart; on a Swarm, it restarts the tasks.",
  ...options
}: { of: string; change?: string; min: number } & Omit<kinds.Described<number>, "description">) {
  return kinds.memoryMiB({
    ...options,
    description: `Memory limit of ${of} in MiB. The kernel kills the container if it exceeds this limit. ${change}`,
  });
}

/** The image of a service's container. `change` describes the effect of a change. */
export function image({
  name,
  of,
  sample,
  change = "A change replaces the container and keeps its data.",
}: {
  name: ImageName;
  of: string;
  sample: string;
  change?: string;
}) {
  return kinds.image({
    default: images[name],
    sample,
    description: `Image of ${of}. If you set it, \`imageRegistry\` does not apply to it. ${change}`,
  });
}

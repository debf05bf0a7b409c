import { images, type ImageName } from "./images";
import * as kinds from "./kinds";

/** The memory limit of a service's container. */
export function memory({
  of,
  change = "A change applies in place, without a restart.",
  ...options
}: { of: string; change?: string; min: number } & Omit<kinds.Described<number>, "description">) {
  return kinds.memoryMiB({
    ...options,
    description: `Memory limit of ${of} in MiB. The kernel kills the container if it exceeds this limit. ${change}`,
  });
}

/** The image of a service's container. */
export function image({ name, of, sample }: { name: ImageName; of: string; sample: string }) {
  return kinds.image({
    default: images[name],
    sample,
    description: `Image of ${of}. It is used as given, without \`imageRegistry\`. A change replaces the container and keeps its data.`,
  });
}

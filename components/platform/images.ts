import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";

/**
 * The images of a stack, each pulled once. An image that the engine has already is used as it is,
 * without asking a registry; `pulumi destroy` leaves the images.
 */
export class PulledImages {
  readonly #pulled = new Map<string, docker.RemoteImage>();

  /** @param prefix Begins the names of the resources. */
  constructor(
    private readonly opts: pulumi.CustomResourceOptions,
    private readonly prefix = "",
  ) {}

  /** The resource to depend on. Containers name the image by its reference: an output would hide their replacement in a preview. */
  get(reference: string): docker.RemoteImage {
    const known = this.#pulled.get(reference);
    if (known !== undefined) return known;
    const image = new docker.RemoteImage(
      `${this.prefix}${reference}`,
      { name: reference, keepLocally: true },
      this.opts,
    );
    this.#pulled.set(reference, image);
    return image;
  }
}

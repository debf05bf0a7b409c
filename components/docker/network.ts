import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";

/** The stack's own network. An app's container that joins it reaches every service by its alias. */
export function stackNetwork(
  name: string,
  namePrefix: string,
  opts: pulumi.CustomResourceOptions,
): docker.Network {
  return new docker.Network(
    name,
    { name: namePrefix, driver: "bridge" },
    // Docker refuses a second network of the same name, so the old one has to go first.
    { ...opts, deleteBeforeReplace: true },
  );
}

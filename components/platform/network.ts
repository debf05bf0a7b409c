import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import type { SwarmMode } from "./swarm/mode";

const ENCRYPTED_LABEL = "container-observability.encrypted";

/** The stack's own network. An app's container that joins it reaches every service by its alias. */
export function stackNetwork(
  name: string,
  namePrefix: string,
  swarm: SwarmMode | undefined,
  opts: pulumi.CustomResourceOptions,
): docker.Network {
  if (swarm !== undefined) return overlayNetwork(name, namePrefix, swarm, opts);
  return new docker.Network(
    name,
    { name: namePrefix, driver: "bridge" },
    // Docker refuses a second network of the same name, so the old one has to go first.
    { ...opts, deleteBeforeReplace: true },
  );
}

/** One over all nodes of a Swarm, which containers may join, too. */
function overlayNetwork(
  name: string,
  namePrefix: string,
  { encrypted }: SwarmMode,
  opts: pulumi.CustomResourceOptions,
): docker.Network {
  return new docker.Network(
    name,
    {
      name: namePrefix,
      driver: "overlay",
      attachable: true,
      options: encrypted ? { encrypted: "" } : {},
      // In words, too: the options come back with more in them, so a change of theirs is not looked at.
      labels: [{ label: ENCRYPTED_LABEL, value: String(encrypted) }],
    },
    { ...opts, deleteBeforeReplace: true, ignoreChanges: ["options"] },
  );
}

import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { dataOwners, dataVolumeName } from "../../settings/data-owners";
import type { Platform } from "../types";
import { swarmFiles } from "./files";
import { healthCheckOnNodes } from "./injected-probe";
import type { SwarmMode } from "./mode";
import { swarmService } from "./service";

const ENCRYPTED_LABEL = "container-observability.encrypted";

/** Services of a Swarm. Volumes belong to the nodes: a task's node makes each when it mounts it, and nothing here deletes it. */
export function onSwarm(swarm: SwarmMode): Platform {
  const { encrypted, secretNamesKey } = swarm;
  return {
    reloadsInPlace: false,
    /** One over all nodes, which containers may join, too. */
    network: (name, namePrefix, opts) =>
      new docker.Network(
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
      ),
    service: (name, args, parent) => swarmService(`${name}-swarm`, args, swarm, parent),
    files: (name, args, parent) => ({
      mounts: [],
      populators: [],
      swarm: swarmFiles(name, args, secretNamesKey, parent),
    }),
    dataVolume: (_, { context, service, belongsToRoot = false }) => {
      const owner = dataOwners[service];
      return {
        volumeName: pulumi.output(dataVolumeName(context.namePrefix, service)),
        // Nothing there gives the volume to the service's user.
        writer: belongsToRoot ? "0:0" : `${owner}:${owner}`,
      };
    },
    sharedVolume: (_, { volumeName }) => pulumi.output(volumeName),
    injectedHealthCheck: (name, args, parent) => healthCheckOnNodes(name, args, swarm, parent),
  };
}

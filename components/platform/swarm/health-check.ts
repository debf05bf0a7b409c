import type * as pulumi from "@pulumi/pulumi";
import type { Mount } from "../config-files";
import type { StackContext } from "../stack-context";
import { swarmService } from "./service";

/** Seconds, as many as it takes. */
const FOREVER = 2 ** 31 - 1;
const NOBODY = "65534:65534";
/** A shell that is the first process ends by a signal that it asks for, and by no other. */
const ASLEEP = `trap exit TERM; sleep ${FOREVER} & wait`;

/**
 * Fills the probe's volumes on each node, also on one that joins later: a Swarm runs nothing once on every node, so this goes
 * on, asleep.
 */
export function probeOnNodes(
  name: string,
  { context, mounts }: { context: StackContext; mounts: readonly Mount[] },
  parent: pulumi.Resource,
): void {
  const { swarm } = context;
  if (swarm === undefined) return;
  swarmService(
    name,
    {
      context,
      service: "probe",
      perNode: true,
      image: context.busyboxImage,
      command: ["sh", "-c", ASLEEP],
      user: NOBODY,
      memoryMiB: 16,
      shared: mounts,
      probe: ["CMD", "true"],
      graceSeconds: 10,
    },
    swarm,
    parent,
  );
}

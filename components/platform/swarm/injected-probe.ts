import * as pulumi from "@pulumi/pulumi";
import { probeMounts } from "../probe-mounts";
import type { InjectedHealthCheck, HealthCheckPart, SharedContext } from "../types";
import type { SwarmMode } from "./mode";
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
export function healthCheckOnNodes(
  name: string,
  { context, parts }: { context: SharedContext; parts: readonly HealthCheckPart[] },
  swarm: SwarmMode,
  parent: pulumi.Resource,
): InjectedHealthCheck {
  const { filled, injected } = probeMounts(
    parts.map((part) => ({
      ...part,
      volumeName: pulumi.output(`${context.namePrefix}-probe-${part.part}`),
    })),
  );
  const probe: InjectedHealthCheck = { mounts: injected, populators: [] };
  swarmService(
    `${name}-nodes`,
    {
      context: { ...context, probe },
      service: "probe",
      perNode: true,
      image: context.busyboxImage,
      command: ["sh", "-c", ASLEEP],
      user: NOBODY,
      memoryMiB: 16,
      shared: filled,
      probe: ["CMD", "true"],
      graceSeconds: 10,
    },
    swarm,
    parent,
  );
  return probe;
}

import { configChanges } from "./config-changes";
import { engineRestart } from "./engine-restart";
import type { Fault } from "./fault";
import { fullDisk } from "./full-disk";
import { imageChanges } from "./image-changes";
import { kills } from "./kills";
import { outages } from "./outages";

/** Faults that are tested on one stack, in this order. */
export const sharedFaults: readonly Fault[] = [
  ...configChanges,
  ...imageChanges,
  ...kills,
  ...outages,
  fullDisk,
];

/** All faults, in the order of docs/explain/reliability.md. */
export const faults: readonly Fault[] = [...sharedFaults, engineRestart];

import { configChanges } from "./config-changes";
import { engineRestart } from "./engine-restart";
import type { Fault } from "./fault";
import { fullDisk } from "./full-disk";
import { imageChanges } from "./image-changes";
import { kills } from "./kills";
import { outages } from "./outages";

/** The faults of one stack, in the order in which they follow each other. */
export const sharedFaults: readonly Fault[] = [
  ...configChanges,
  ...imageChanges,
  ...kills,
  ...outages,
  fullDisk,
];

/** Every fault, in the order of the page. */
export const faults: readonly Fault[] = [...sharedFaults, engineRestart];

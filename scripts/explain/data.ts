import type { Change } from "./changes";
import { dataMounts, serviceContainer, type DataMount } from "./mounts";
import { leavesData } from "./swarm-changes";

/** What becomes of a volume whose content exists nowhere else. */
export interface DataChange {
  readonly volume: string;
  readonly service?: string;
  readonly fate:
    | "destroyed"
    /** It stays on the host, and the stack uses it no more. */
    | "left behind"
    /** It is its node's, and the service may have another one from now on. */
    | "left on a node"
    /** It is gone from the host already; an empty one is made. */
    | "missing"
    | "new"
    | "taken over"
    | "protected from now on"
    | "no longer protected"
    | "changed in place";
  /** The volume that is used instead. */
  readonly instead?: string;
  /** Whether that one is made by the same update; one that was there before may hold anything. */
  readonly insteadIsNew?: true;
  /** Pulumi refuses it, because the volume is protected. */
  readonly refused: boolean;
}

/** `derived` names the volumes whose content is put there again. */
export function dataChanges(
  changes: readonly Change[],
  refused: ReadonlySet<string>,
  derived: ReadonlySet<string>,
): DataChange[] {
  const volumes = changes.filter(({ role }) => role === "data");
  const made = new Set(
    volumes.flatMap(({ op, after }) => (["create", "replace"].includes(op) ? (after ?? []) : [])),
  );
  const replacement = (name: string | undefined) =>
    name === undefined
      ? {}
      : { instead: name, ...(made.has(name) ? { insteadIsNew: true as const } : {}) };
  const services = new Set(changes.flatMap(({ service }) => service ?? []));
  return [...services, undefined].flatMap((service) => {
    const own = changes.filter((change) => change.service === service);
    const mounts = service === undefined ? [] : dataMounts(own, derived);
    const named = service === undefined ? {} : { service };
    const told = own
      .filter(({ role }) => role === "data")
      .map((change): DataChange => {
        const { before, after, resource, op, urn } = change;
        // An adopted volume may take the place of the one that is made.
        const mount = mounts.find((mount) => mount.before === before);
        return {
          volume: before ?? after ?? resource,
          ...named,
          fate: fateOf(change),
          ...(op === "replace" ? replacement(mount?.after ?? after) : {}),
          refused: refused.has(urn),
        };
      });
    const gone = told.filter((change) => isLost(change) || change.fate === "missing");
    const left = leftBehind(mounts, serviceContainer(own))
      .filter(({ before }) => !gone.some(({ volume }) => volume === before))
      .map(({ before, after }): DataChange => ({
        volume: before,
        ...named,
        fate: after === before ? "left on a node" : "left behind",
        ...(after === before ? {} : replacement(after)),
        refused: false,
      }));
    return [...told, ...left];
  });
}

/**
 * The volumes that a service used and uses no more: where one is adopted, no resource tells of it. On a Swarm a volume of the
 * same name is another one on another node.
 */
function leftBehind(
  mounts: readonly DataMount[],
  service: Change | undefined,
): { before: string; after: string | undefined }[] {
  const elsewhere = service !== undefined && leavesData(service) === "by its placement";
  const used = elsewhere ? [] : mounts.map(({ after }) => after);
  return mounts.flatMap(({ before, after }) =>
    before === undefined || used.includes(before) ? [] : [{ before, after }],
  );
}

export function isLost({ fate }: DataChange): boolean {
  return fate === "destroyed" || fate === "left behind" || fate === "left on a node";
}

function fateOf({ op, old, next, missing }: Change): DataChange["fate"] {
  switch (op) {
    case "create":
      return missing ? "missing" : "new";
    case "import":
      return "taken over";
    case "update":
      return "changed in place";
    case "same":
      return next?.protect === true ? "protected from now on" : "no longer protected";
    default:
      return old?.retainOnDelete === true ? "left behind" : "destroyed";
  }
}

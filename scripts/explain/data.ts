import type { Change } from "./changes";

/** What becomes of a volume whose content exists nowhere else. */
export interface DataChange {
  readonly volume: string;
  readonly service?: string;
  readonly fate:
    | "destroyed"
    /** It stays on the host, and the stack uses it no more. */
    | "left behind"
    /** It is gone from the host already; an empty one is made. */
    | "missing"
    | "new"
    | "taken over"
    | "protected from now on"
    | "no longer protected"
    | "changed in place";
  /** The volume that is used instead; it is empty. */
  readonly instead?: string;
  /** Pulumi refuses it, because the volume is protected. */
  readonly refused: boolean;
}

export function dataChanges(
  changes: readonly Change[],
  refused: ReadonlySet<string>,
): DataChange[] {
  return changes
    .filter(({ role }) => role === "data")
    .map((change) => {
      const { before, after, resource, service, op, urn } = change;
      return {
        volume: before ?? after ?? resource,
        ...(service === undefined ? {} : { service }),
        fate: fateOf(change),
        ...(op === "replace" && after !== undefined ? { instead: after } : {}),
        refused: refused.has(urn),
      };
    });
}

export function isLost({ fate }: DataChange): boolean {
  return fate === "destroyed" || fate === "left behind";
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

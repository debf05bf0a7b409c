import type { Change } from "./changes";
import type { ResourceState } from "./preview";
import { nameOf } from "./resources";
import { ON_EACH_NODE } from "./swarm";
import { SWARM_FILES } from "./swarm-types";

/** Inputs of which a change leaves the tasks alone, but for how many there are. */
const WITHOUT_NEW_TASKS = ["replicas", "mayMove", "updateConfig", "rollbackConfig"];

/** Whether the change of a service gives it new tasks. */
export function rollsOut({ op, kind, differs }: Change): boolean {
  return (
    kind === "service" && op === "update" && differs.some((key) => !WITHOUT_NEW_TASKS.includes(key))
  );
}

/**
 * Whether the tasks of a service may not be where its data is: on nodes of another kind, or on any of several. With fewer
 * tasks one of them goes from its node.
 */
export function leavesData(change: Change): "by its placement" | "perhaps" | "no" {
  const { kind, op, differs, missing, old, next } = change;
  const replicas = next?.inputs?.["replicas"];
  if (kind !== "service" || replicas === ON_EACH_NODE) return "no";
  if (rollsOut(change) && differs.includes("placement")) return "by its placement";
  const fewer = op === "update" && Number(replicas) < Number(old?.inputs?.["replicas"]);
  const anew = rollsOut(change) || op === "replace" || missing;
  return fewer || (anew && next?.inputs?.["mayMove"] === true) ? "perhaps" : "no";
}

/** A service with several tasks before and after, of which one is always there. */
export function neverAway({ kind, old, next }: Change): boolean {
  const several = (state: ResourceState | undefined) => Number(state?.inputs?.["replicas"]) > 1;
  return kind === "service" && several(old) && several(next);
}

/**
 * The changes with one for each set of files in place of one for each file of it, which is what a Swarm has: as the one
 * container that carries them on other engines.
 */
export function withFilesGathered(changes: readonly Change[]): Change[] {
  const isFile = ({ urn, role }: Change) =>
    role === "files" && SWARM_FILES.some((type) => urn.includes(`$${type}::`));
  const sets = new Map<string, Change[]>();
  for (const change of changes.filter(isFile)) {
    const set = (change.next ?? change.old)?.parent ?? "";
    sets.set(set, [...(sets.get(set) ?? []), change]);
  }
  return [
    ...changes.filter((change) => !isFile(change)),
    ...[...sets].flatMap(([parent, parts]) => gathered(parent, parts)),
  ];
}

function gathered(parent: string, parts: readonly Change[]): Change[] {
  const [first] = parts;
  if (first === undefined) return [];
  const all = (side: "old" | "next"): ResourceState | undefined => {
    const states = parts.flatMap((part) => part[side] ?? []);
    const uploads = states.flatMap(({ inputs }) => (inputs?.["uploads"] ?? []) as unknown[]);
    return states[0] === undefined ? undefined : { ...states[0], inputs: { uploads } };
  };
  const [old, next] = [all("old"), all("next")];
  return [
    {
      ...first,
      resource: nameOf(parent),
      urn: parent,
      op: next === undefined ? "delete" : old === undefined ? "create" : "replace",
      missing: parts.some(({ missing }) => missing),
      differs: ["uploads"],
      old,
      next,
    },
  ];
}

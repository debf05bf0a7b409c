import type { Preview, ResourceState, Step } from "./preview";
import { difference } from "./reasons";
import {
  changingSteps,
  dockerName,
  kindOf,
  nameOf,
  pendingDeletes,
  places,
  recordedStates,
  type Place,
} from "./resources";

/** What would happen to one resource, and why. */
export interface Change extends Place {
  /** Its name in the program. */
  readonly resource: string;
  readonly urn: string;
  readonly kind: string;
  /** Pulumi's word for it: create, update, replace, delete, import, or `same` where only its protection changes. */
  readonly op: string;
  /** Its name on the engine, before and after. */
  readonly before?: string;
  readonly after?: string;
  /** Its settings differ from those of the last update. */
  readonly bySettings: readonly string[];
  /** What stands on the host is not what the last update left there. */
  readonly byDrift: readonly string[];
  /** It was brought up, and is on the host no more. */
  readonly missing: boolean;
  /** An earlier update replaced it, and it is deleted only now; what took its place is another change, or none. */
  readonly leftover: boolean;
  /** Whether an input differs that says what the resource is or holds. */
  readonly differs: readonly string[];
  /** Where it has no reason of its own: resources that it uses and that are replaced. */
  readonly because: readonly string[];
  readonly old: ResourceState | undefined;
  readonly next: ResourceState | undefined;
}

/** Every change of a resource, in the order of services and names; of components, which are nothing on a host, none. */
export function readChanges(preview: Preview): Change[] {
  const placeOf = places(preview);
  const recorded = recordedStates(preview);
  const steps = changingSteps(preview);
  const replaced = new Set(steps.filter(({ op }) => op === "replace").map(({ urn }) => urn));
  const told = steps.map((step) => change(step, recorded.get(step.urn), replaced));
  // Where nothing took its place, its deletion is the end of it like any other.
  const pending = pendingDeletes(preview).map((step) => ({
    ...change({ ...step, op: "delete" }, undefined, replaced),
    leftover: recorded.has(step.urn) || recorded.size === 0,
  }));
  return [...told, ...pending]
    .filter(({ old, next }) => (next ?? old)?.custom === true)
    .map((change) => ({ ...placeOf(change.urn), ...change }))
    .sort((a, b) => sortKey(a).localeCompare(sortKey(b)));
}

/** What takes another name together with the container itself. */
const NAMED_ALIKE = ["name", "labels", "networksAdvanced", "volumes"];

function sortKey({ service = "~", role, resource }: Change): string {
  return [service, role === "service" ? "" : role, resource].join(" ");
}

function change(
  step: Step,
  recorded: ResourceState | undefined,
  replaced: ReadonlySet<string>,
): Omit<Change, keyof Place> {
  const { op, urn } = step;
  const next = step.newState ?? undefined;
  // Made although it was there when Pulumi last looked: gone from the host since.
  const missing = op === "create" && recorded !== undefined;
  const old = recorded ?? step.oldState ?? undefined;
  const differs = old === undefined || next === undefined ? [] : differingKeys(step, old, next);
  const [before, after] = [dockerName(old), dockerName(next)];
  const forOthers = op === "replace" && (step.diffReasons ?? []).length === 0;
  return {
    resource: nameOf(urn),
    urn,
    kind: kindOf(urn),
    op,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    differs,
    bySettings: differs
      .filter((key) => before === after || !NAMED_ALIKE.includes(key))
      .map((key) => difference(key, old?.inputs ?? {}, next?.inputs ?? {}))
      .filter((text) => text !== ""),
    byDrift: missing ? ["it is not on the host any more"] : drift(step, recorded),
    missing,
    leftover: false,
    because: forOthers
      ? (next?.dependencies ?? [])
          .filter((dependency) => replaced.has(dependency))
          .map(nameOf)
          .sort()
      : [],
    old,
    next,
  };
}

/** Compared with the last update, not with the host: what differs there is no change of the settings. */
function differingKeys(step: Step, old: ResourceState, next: ResourceState): string[] {
  const [was, is] = [old.inputs ?? {}, next.inputs ?? {}];
  const named = step.diffReasons?.map((reason) => reason.split(/[.[]/)[0] ?? reason);
  // A replacement for another resource's sake says nothing of what else differs.
  const keys = named ?? [...Object.keys(was), ...Object.keys(is)];
  return [...new Set(keys)]
    .filter((key) => !key.startsWith("__"))
    .filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]) || isHidden(step, key))
    .sort();
}

/** Pulumi shows two secrets alike; that they differ is known by its naming them. */
function isHidden({ diffReasons, newState }: Step, key: string): boolean {
  return (diffReasons ?? []).includes(key) && newState?.inputs?.[key] === "[secret]";
}

/** Inputs for which Pulumi has something to do although the settings say what they said before. */
function drift(step: Step, recorded: ResourceState | undefined): string[] {
  if (recorded === undefined || !step.newState || !step.oldState) return [];
  const [was, found, is] = [recorded, step.oldState, step.newState].map(
    ({ inputs }) => inputs ?? {},
  );
  return (step.diffReasons ?? [])
    .map((reason) => reason.split(/[.[]/)[0] ?? reason)
    .filter((key) => JSON.stringify(was?.[key]) === JSON.stringify(is?.[key]))
    .filter((key) => is?.[key] !== "[secret]")
    .map((key) => (key === "mustRun" ? STOPPED : difference(key, found ?? {}, is ?? {}) || key))
    .filter((text, index, all) => all.indexOf(text) === index);
}

export const STOPPED = "it is found stopped";

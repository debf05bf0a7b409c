import { CORE, type Group, isAbout, UNIT } from "./groups";
import type { FullRun } from "./record";

/** Seconds that a file without a recorded time is expected to take. */
export const UNKNOWN_SECONDS = 300;

export interface Decision {
  readonly group: Group;
  readonly reason: string;
}

export interface Plan {
  /** In the order in which they should start. */
  readonly runs: readonly Decision[];
  readonly skipped: readonly Decision[];
}

/** What decides which groups the gate runs beside the main path. */
export interface Facts {
  readonly record: Pick<FullRun, "groups" | "seconds"> | undefined;
  /** Paths of files that changed since the recorded run; undefined where this clone does not have its commit. */
  readonly changed: readonly string[] | undefined;
  /** Seconds for the unit tests and all groups together. */
  readonly available: number;
  /** How many files run side by side. */
  readonly lanes: number;
  /** A number that differs from commit to commit: where the rotation begins. */
  readonly turn: number;
  /** Whether this machine can change to a second engine. */
  readonly secondEngine: boolean;
}

export const NO_SECOND_ENGINE = "this machine has no second engine";

/** Everything. */
export function planAll(groups: readonly Group[], secondEngine: boolean): Plan {
  const [runs, skipped] = partition(groups, (group) => secondEngine || !group.onSecondEngine);
  return {
    runs: runs.map((group) => ({ group, reason: "full suite" })),
    skipped: skipped.map((group) => ({ group, reason: NO_SECOND_ENGINE })),
  };
}

/** These groups, whatever changed. */
export function planNamed(groups: readonly Group[], names: readonly string[]): Plan {
  const [runs, skipped] = partition(groups, ({ name }) => names.includes(name));
  return {
    runs: runs.map((group) => ({ group, reason: "named" })),
    skipped: skipped.map((group) => ({ group, reason: "not named" })),
  };
}

/**
 * The gate: the main path; each group that a change is about, as long as the time allows; and one other group, another one
 * from commit to commit.
 */
export function planGate(groups: readonly Group[], facts: Facts): Plan {
  const { record, lanes, turn, available, secondEngine } = facts;
  const runs: Decision[] = [];
  const skipped: Decision[] = [];
  const cost = ({ files, onSecondEngine = false }: Group) =>
    files.reduce((sum, file) => sum + (record?.seconds[file] ?? UNKNOWN_SECONDS), 0) /
    (onSecondEngine ? 1 : lanes);
  let left = available - (record?.seconds[UNIT] ?? 0);
  const take = (group: Group, reason: string) => {
    runs.push({ group, reason });
    left -= cost(group);
  };

  let rotated = false;
  const [core, others] = partition(groups, ({ name }) => name === CORE);
  for (const group of core) take(group, "always");
  const inTurn = rotate(others, turn);
  const reasons = new Map(inTurn.map((group) => [group, dueBecause(group, facts)]));
  const byDue = [
    ...inTurn.filter((group) => reasons.get(group) !== undefined),
    ...inTurn.filter((group) => reasons.get(group) === undefined),
  ];
  for (const group of byDue) {
    const due = reasons.get(group);
    if (group.onlyInFullSuite !== undefined) {
      skipped.push({ group, reason: `only in the full suite: ${group.onlyInFullSuite}` });
    } else if (group.onSecondEngine === true && !secondEngine) {
      skipped.push({ group, reason: NO_SECOND_ENGINE });
    } else if (due === undefined && rotated) {
      skipped.push({
        group,
        reason: "nothing that it covers changed, and it is another one's turn",
      });
    } else if (cost(group) > left) {
      const needs = `${minutes(cost(group))} of ${minutes(Math.max(left, 0))} min left`;
      skipped.push({ group, reason: `${due ?? "in its turn"}, but no time: ${needs}` });
    } else {
      take(group, due ?? "in its turn");
      rotated ||= due === undefined;
    }
  }
  return { runs, skipped };
}

/** Why a group has to run; undefined where it does not. */
function dueBecause(
  group: Group,
  { record, changed }: Pick<Facts, "record" | "changed">,
): string | undefined {
  if (record === undefined) return "no full run is recorded";
  if (changed === undefined) return "this clone does not have the commit of the last full run";
  if (!record.groups.includes(group.name)) return "it was not part of the last full run";
  const path = changed.find((file) => isAbout(group, file));
  return path === undefined ? undefined : `${path} changed`;
}

function rotate<Item>(items: readonly Item[], by: number): Item[] {
  const from = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(from), ...items.slice(0, from)];
}

function partition<Item>(
  items: readonly Item[],
  belongs: (item: Item) => boolean,
): [Item[], Item[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}

function minutes(seconds: number): string {
  return (seconds / 60).toFixed(1);
}

/** The plan as text, a line for each group. */
export function planText({ runs, skipped }: Plan): string {
  const line = (mark: string) => (decision: Decision) =>
    `  ${mark} ${decision.group.name.padEnd(14)} ${decision.reason}`;
  return ["Groups:", ...runs.map(line("run ")), ...skipped.map(line("skip"))].join("\n");
}

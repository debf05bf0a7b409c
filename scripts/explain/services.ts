import { STOPPED, type Change } from "./changes";
import { onceRemoved, whileAway } from "./consequences";
import { fileChanges, filePaths, type FileChange } from "./files";
import { dataMounts, serviceContainer } from "./mounts";
import { versionChange } from "./versions";
import { leavesData, neverAway, rollsOut, withFilesGathered } from "./swarm-changes";

/** What becomes of a service's container. */
export type Effect =
  | "created"
  | "recreated"
  | "replaced"
  /** On a Swarm: its tasks are replaced, and go back by themselves where they fail. */
  | "rolling update"
  | "restarted"
  | "changed in place"
  | "removed"
  /** Its container is left alone; what it watches changes. */
  | "reload"
  | "keeps running";

export interface ServiceChange {
  readonly service: string;
  readonly effect: Effect;
  /** What it runs in: a Swarm's is a service there, too. */
  readonly runsIn: "container" | "service";
  /** The container's name, after the update where there is one then. */
  readonly container?: string;
  /** Where it is replaced under another name: the old one. */
  readonly formerly?: string;
  /** Which version of its program takes the place of which; empty where none does. */
  readonly version: string;
  readonly bySettings: readonly string[];
  readonly byDrift: readonly string[];
  readonly because: readonly string[];
  /** What people notice; empty where they notice nothing. */
  readonly consequence: string;
  readonly files: readonly FileChange[];
  /** Files that are written for the first time, or again as they were. */
  readonly written: readonly string[];
  /** Data volumes that the container has before and after. */
  readonly keeps: readonly string[];
  /** Those among them that stay behind on a node of a Swarm where another one is chosen. */
  readonly mayLeave: readonly string[];
  /** Everything else of this service that is touched, besides its data. */
  readonly others: readonly Change[];
}

/** Every service that something happens to, by name; `derived` names the volumes whose content is put there again. */
export function serviceChanges(
  changes: readonly Change[],
  derived: ReadonlySet<string>,
): ServiceChange[] {
  const touched = changes.filter(({ role }) => role !== "data");
  const names = new Set(touched.flatMap(({ service }) => service ?? []));
  return [...names].sort().map((service) => {
    const all = changes.filter((change) => change.service === service);
    const keeps = dataMounts(all, derived).flatMap(({ before, after }) =>
      before !== undefined && before === after ? [before] : [],
    );
    const own = withFilesGathered(touched.filter((change) => change.service === service));
    // A proof goes with what it is about. By itself it is one that an update before this one failed to get.
    const things = own.filter(({ role }) => role !== "proof");
    return serviceChange(service, things.length > 0 ? things : own, keeps);
  });
}

function serviceChange(
  service: string,
  own: readonly Change[],
  keeps: readonly string[],
): ServiceChange {
  const container = serviceContainer(own);
  const carriers = own.filter(({ role }) => role === "files");
  const files = carriers.flatMap(changedFiles);
  const effect = effectOf(container, files);
  const leaves = container === undefined ? "no" : leavesData(container);
  const name = container?.after ?? container?.before;
  const renamed = container?.after !== undefined && container.before !== container.after;
  return {
    service,
    effect,
    runsIn: container?.kind === "service" ? "service" : "container",
    ...(name === undefined ? {} : { container: name }),
    ...(renamed && container.before !== undefined ? { formerly: container.before } : {}),
    version: versionChange(service, container?.old?.["image"], container?.next?.["image"]),
    bySettings: container?.bySettings ?? [],
    byDrift: [
      ...(container?.byDrift ?? []),
      ...carriers.filter(({ missing }) => missing).map(lostCarrier),
    ],
    because: container?.because ?? [],
    consequence:
      container !== undefined && neverAway(container) ? "" : consequenceOf(service, effect),
    files: effect === "created" || effect === "removed" ? [] : files,
    written: carriers
      .filter((carrier) => changedFiles(carrier).length === 0 || effect === "created")
      .filter(({ op }) => op !== "delete")
      .flatMap(({ next }) => filePaths(next)),
    keeps: leaves === "no" ? keeps : [],
    mayLeave: leaves === "perhaps" ? keeps : [],
    others: own.filter((change) => change !== container),
  };
}

function lostCarrier({ kind, before = "" }: Change): string {
  return kind === "container"
    ? `the container \`${before}\`, which wrote files of it, is not there any more`
    : `the ${kind} \`${before}\`, a file of it, is not there any more`;
}

/** Of what stands in a populator, only a difference of `uploads` is one of its files. */
function changedFiles({ op, old, next, differs }: Change): FileChange[] {
  if (op === "delete") return fileChanges(old, undefined);
  if (old === undefined) return fileChanges(undefined, next);
  return differs.includes("uploads") ? fileChanges(old, next) : [];
}

function effectOf(container: Change | undefined, files: readonly FileChange[]): Effect {
  switch (container?.op) {
    case undefined:
      return files.length > 0 ? "reload" : "keeps running";
    case "create":
      return container.missing ? "recreated" : "created";
    case "delete":
      return "removed";
    case "update":
      if (rollsOut(container)) return "rolling update";
      return container.byDrift.includes(STOPPED) ? "restarted" : "changed in place";
    case "same":
      return "keeps running";
    default:
      return "replaced";
  }
}

function consequenceOf(service: string, effect: Effect): string {
  if (effect === "removed") return onceRemoved(service);
  return ["replaced", "rolling update"].includes(effect) ? whileAway(service) : "";
}

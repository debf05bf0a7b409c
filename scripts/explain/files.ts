import { createTwoFilesPatch } from "diff";
import { withoutContentHash } from "../../components/render/content-hash";
import { dashboardChange } from "./dashboard";
import type { ResourceState } from "./preview";
import { isSecret } from "./reasons";

/** What happens to one generated file. */
export interface FileChange {
  /** Its path in the service's container, without a directory that is named after the content. */
  readonly path: string;
  readonly change: "changed" | "added" | "no longer written";
  /** Content that is shown to nobody. */
  readonly secret: boolean;
  /** Of a dashboard: which of its panels differ. */
  readonly panels?: string;
  /** Unified text diff, of a dashboard without its panels' numbers and places; empty where the file is secret, or comes or goes as a whole. */
  readonly diff: string;
}

interface Upload {
  readonly file: string;
  readonly content?: string;
  readonly permissions?: string;
}

const CONTEXT_LINES = 3;
/** Files that only the service itself may read hold secrets, whatever Pulumi was told to show. */
export const ONLY_FOR_ITS_USER = "0400";

/** The files that a populator writes otherwise than before, by path. */
export function fileChanges(
  before: ResourceState | undefined,
  after: ResourceState | undefined,
): FileChange[] {
  const [old, next] = [before?.inputs?.["uploads"], after?.inputs?.["uploads"]];
  if (isSecret(old) || isSecret(next)) return [secretFile(mountPath(after ?? before), old, next)];
  const [were, are] = [uploads(old), uploads(next)];
  return [...new Set([...were.keys(), ...are.keys()])]
    .sort((a, b) => a.localeCompare(b))
    .flatMap((path) => fileChange(path, were.get(path), are.get(path)));
}

/** The files of a populator, by path. */
export function filePaths(state: ResourceState | undefined): string[] {
  const written = state?.inputs?.["uploads"];
  return isSecret(written) ? [`${mountPath(state)}/…`] : [...uploads(written).keys()].sort();
}

function fileChange(path: string, old: Upload | undefined, next: Upload | undefined): FileChange[] {
  if (old !== undefined && next !== undefined && old.content === next.content) return [];
  const change = old === undefined ? "added" : next === undefined ? "no longer written" : "changed";
  const secret = [old, next].some(
    (upload) => upload?.permissions === ONLY_FOR_ITS_USER || isSecret(upload?.content),
  );
  // Of a file that comes or goes as a whole, a diff tells nothing.
  if (secret || change !== "changed") return [{ path, change, secret, diff: "" }];
  const [was, is] = [old?.content ?? "", next?.content ?? ""];
  const board = dashboardChange(was, is);
  const diff = unifiedDiff(path, board?.texts ?? [was, is]);
  return [{ path, change, secret, ...(board === undefined ? {} : { panels: board.panels }), diff }];
}

function unifiedDiff(path: string, [before, after]: readonly [string, string]): string {
  if (before === after) return "";
  const patch = createTwoFilesPatch(path, path, before, after, "", "", { context: CONTEXT_LINES });
  // Without the line of equals signs that stands above.
  return patch.slice(patch.indexOf("---"));
}

/** Pulumi hides all of a list in which one thing is secret, also whether it differs: the caller knows that. */
function secretFile(path: string, old: unknown, next: unknown): FileChange {
  const change = old === undefined ? "added" : next === undefined ? "no longer written" : "changed";
  return { path: `${path}/…`, change, secret: true, diff: "" };
}

function uploads(value: unknown): Map<string, Upload> {
  const all = Array.isArray(value) ? (value as Upload[]) : [];
  return new Map(all.map((upload) => [withoutContentHash(upload.file), upload]));
}

function mountPath(state: ResourceState | undefined): string {
  const [first] = (state?.inputs?.["volumes"] ?? []) as { containerPath?: string }[];
  return first?.containerPath ?? "";
}

import { spawnSync } from "node:child_process";

/** `git`, in the project's root; undefined where it fails. */
function git(root: string, ...words: string[]): string | undefined {
  const { status, stdout } = spawnSync("git", words, { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

const linesOf = (text: string) => text.split("\n").filter(Boolean);

/**
 * Paths of all files that differ from a commit, in commits since and in the work tree; undefined where this clone does not
 * have the commit.
 */
export function changedSince(root: string, commit: string): string[] | undefined {
  const committed = git(root, "diff", "--name-only", "--no-renames", commit);
  const added = git(root, "ls-files", "--others", "--exclude-standard");
  if (committed === undefined || added === undefined) return undefined;
  return [...linesOf(committed), ...linesOf(added)];
}

/** The commit of a work tree without changes; undefined where there are any, or no repository. */
export function cleanCommit(root: string): string | undefined {
  return git(root, "status", "--porcelain") === "" ? git(root, "rev-parse", "HEAD") : undefined;
}

/** How many commits led here: the same number for everyone who runs this commit, another one for the next. */
export function commitCount(root: string): number {
  return Number(git(root, "rev-list", "--count", "HEAD") ?? 0);
}

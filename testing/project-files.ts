import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

export const project = join(__dirname, "..");

/** Returns the TypeScript files of these folders, relative to the project's root. */
export function sources(...folders: readonly string[]): string[] {
  return files(folders).filter((file) => file.endsWith(".ts"));
}

/** Returns the project's files according to Git: also those that are not committed yet, but not the ignored ones. */
function files(paths: readonly string[]): string[] {
  const list = ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...paths];
  const { status, stdout, stderr } = spawnSync("git", list, { cwd: project, encoding: "utf8" });
  if (status !== 0) throw new Error(`git ls-files failed in the project: ${stderr}`);
  return stdout.split("\n").filter((file) => file !== "" && existsSync(join(project, file)));
}

/** Copies the project's files, or only those in `paths`, to a folder. */
export function copyProject(folder: string, paths: readonly string[] = []): void {
  for (const file of files(paths)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(project, file), join(folder, file));
  }
}

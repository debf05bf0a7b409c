import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

export const project = join(__dirname, "..");

/** The TypeScript files of these folders, from the project's root. */
export function sources(...folders: readonly string[]): string[] {
  return files(folders).filter((file) => file.endsWith(".ts"));
}

/** The project's files as Git knows them, with what is not committed yet and without what is ignored. */
function files(paths: readonly string[]): string[] {
  const list = ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...paths];
  const { status, stdout, stderr } = spawnSync("git", list, { cwd: project, encoding: "utf8" });
  if (status !== 0) throw new Error(`Git does not tell the project's files: ${stderr}`);
  return stdout.split("\n").filter((file) => file !== "" && existsSync(join(project, file)));
}

/** Copies the project. */
export function copyProject(folder: string, paths: readonly string[] = []): void {
  for (const file of files(paths)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(project, file), join(folder, file));
  }
}

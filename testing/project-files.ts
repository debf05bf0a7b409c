import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

export const project = join(__dirname, "..");

/** Copies the project as Git knows it, with what is not committed yet and without what is ignored. */
export function copyProject(folder: string, paths: readonly string[] = []): void {
  const list = ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...paths];
  const { status, stdout, stderr } = spawnSync("git", list, { cwd: project, encoding: "utf8" });
  if (status !== 0) throw new Error(`Git does not tell the project's files: ${stderr}`);
  for (const file of stdout.split("\n").filter(Boolean)) {
    if (!existsSync(join(project, file))) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(project, file), join(folder, file));
  }
}

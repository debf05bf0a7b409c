import { existsSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Makes the folder a home of Pulumi with this machine's CLI and plugins, but not its user's login. */
export function furnishPulumiHome(folder: string): void {
  const home = process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
  for (const part of ["plugins", "versions", "bin"]) {
    if (existsSync(join(home, part))) symlinkSync(join(home, part), join(folder, part));
  }
}

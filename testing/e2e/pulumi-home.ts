import { existsSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Links this machine's Pulumi CLI and plugins into a Pulumi home, but not the user's login. */
export function furnishPulumiHome(folder: string): void {
  const home = process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
  for (const part of ["plugins", "versions", "bin"]) {
    if (existsSync(join(home, part))) symlinkSync(join(home, part), join(folder, part));
  }
}

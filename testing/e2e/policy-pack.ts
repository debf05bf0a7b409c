import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A program that starts the pack of a project as Pulumi's language host for Node does, for hosts that cannot start one: the
 * engine takes a file that it can run in place of a pack's folder.
 */
export function packProgram(project: string, folder = project): string {
  const file = join(folder, "run-policy-pack");
  const runner = join(project, "node_modules", "@pulumi", "pulumi", "cmd", "run-policy-pack");
  writeFileSync(
    file,
    [
      "#!/usr/bin/env bash",
      `cd '${join(project, "policy")}'`,
      `PULUMI_NODEJS_TYPESCRIPT=true exec node '${runner}' "$@" .`,
      "",
    ].join("\n"),
  );
  chmodSync(file, 0o755);
  return file;
}

/** What the engine says where the language host starts no packs. */
export const STARTS_NO_PACK = "does not implement the method runPlugin";

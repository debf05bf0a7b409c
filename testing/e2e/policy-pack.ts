import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes a program that starts a project's policy pack, as Pulumi's Node.js language host does, and returns its path.
 * For language hosts that cannot start a pack: Pulumi's engine accepts an executable file in place of a pack's folder.
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

/** Part of the engine's error if the language host cannot start policy packs. */
export const STARTS_NO_PACK = "does not implement the method runPlugin";

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CORE_SCHEMA, load } from "js-yaml";

/** What `Pulumi.<stack>.yaml` in the clone says, key to value as YAML has it; undefined where there is none. */
export function readStackFile(
  root: string,
  stack: string,
): Readonly<Record<string, unknown>> | undefined {
  const file = join(root, `Pulumi.${stack}.yaml`);
  if (!existsSync(file)) return undefined;
  // As Pulumi reads it: a date stays the text that it is.
  const document = load(readFileSync(file, "utf8"), { schema: CORE_SCHEMA }) as
    { config?: Readonly<Record<string, unknown>> | null } | null | undefined;
  return document?.config ?? {};
}

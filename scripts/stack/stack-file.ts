import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CORE_SCHEMA, load } from "js-yaml";
import { Refusal } from "./refusal";

/** What `Pulumi.<stack>.yaml` in the clone says, key to value as YAML has it; undefined where there is none. */
export function readStackFile(
  root: string,
  stack: string,
): Readonly<Record<string, unknown>> | undefined {
  const file = join(root, `Pulumi.${stack}.yaml`);
  if (!existsSync(file)) return undefined;
  const document = parse(file) as
    { config?: Readonly<Record<string, unknown>> | null } | null | undefined;
  return document?.config ?? {};
}

function parse(file: string): unknown {
  try {
    // As Pulumi reads it: a date stays the text that it is.
    return load(readFileSync(file, "utf8"), { schema: CORE_SCHEMA });
  } catch (error) {
    throw new Refusal(`${file} is no YAML: ${(error as Error).message}`);
  }
}

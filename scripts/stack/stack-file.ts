import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CORE_SCHEMA, load } from "js-yaml";
import { UserError } from "../../components/problem";

/** What `Pulumi.<stack>.yaml` in the clone says, key to value as YAML has it; undefined where there is none. */
export function readStackFile(
  root: string,
  stack: string,
): Readonly<Record<string, unknown>> | undefined {
  const file = join(root, `Pulumi.${stack}.yaml`);
  if (!existsSync(file)) return undefined;
  const document = parse(file) ?? {};
  const config = isMap(document) ? (document["config"] ?? {}) : undefined;
  if (isMap(config)) return config;
  throw new UserError(
    `${file} is not a valid stack configuration. It must contain the settings under the key "config", each as "<key>: <value>".`,
  );
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(file: string): unknown {
  try {
    // As Pulumi reads it: a date stays the text that it is.
    return load(readFileSync(file, "utf8"), { schema: CORE_SCHEMA });
  } catch (error) {
    throw new UserError(`${file} is not valid YAML: ${(error as Error).message}`);
  }
}

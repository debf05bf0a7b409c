import { wrongSettings, type Problem } from "../problem";
import { NAMESPACE } from "./namespace";
import { schema } from "./schema";
import { suggestion } from "./suggestion";

/**
 * Rejects settings under a misspelled project name, which would have no effect.
 *
 * @throws UserError with each of these keys.
 */
export function refuseMisplaced(keys: readonly string[], project: string): void {
  const problems = keys.flatMap((key) => misplaced(key, project) ?? []);
  if (problems.length > 0) throw wrongSettings(problems);
}

function misplaced(key: string, project: string): Problem | undefined {
  const colon = key.indexOf(":");
  const [namespace, name] = [key.slice(0, colon), key.slice(colon + 1)];
  if (namespace === project || namespace === NAMESPACE) return undefined;
  if (!Object.hasOwn(schema, name) || suggestion(namespace, [project]) === "") return undefined;
  return {
    setting: key,
    message: `has no effect: the project is called ${project}.`,
    fix: `Rename the key to ${project}:${name} in Pulumi.<stack>.yaml.`,
  };
}

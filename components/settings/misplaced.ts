import { wrongSettings, type Problem } from "../problem";
import { schema } from "./schema";
import { suggestion } from "./suggestion";

/** The project's name unless its user renamed it. */
const DEFAULT_PROJECT = "container-observability";

/**
 * Rejects settings under a name that is almost the project's, or under the one that it had before it was renamed. Pulumi
 * hands a program the keys of its own project only, so they would have no effect.
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
  if (namespace === project || !Object.hasOwn(schema, name)) return undefined;
  if (namespace !== DEFAULT_PROJECT && suggestion(namespace, [project]) === "") return undefined;
  return {
    setting: key,
    message: `has no effect: the project is called ${project}.`,
    fix: `Rename the key to ${project}:${name}.`,
  };
}

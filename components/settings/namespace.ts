import { wrongSettings } from "../problem";

/**
 * Name of this repository's Pulumi project, and so the namespace of the settings in its stack files. A project with
 * another name, such as one made by `pulumi new`, reads them too.
 */
export const NAMESPACE = "container-observability";

/**
 * Selects the settings from the keys of a stack's configuration.
 *
 * @returns the values by setting, without their namespace.
 * @throws UserError if both the project's namespace and this repository's have a value for the same setting.
 */
export function ownSettings<Value>(
  config: Readonly<Record<string, Value>>,
  project: string,
): Readonly<Record<string, Value>> {
  const general = inNamespace(config, NAMESPACE);
  if (project === NAMESPACE) return general;
  const own = inNamespace(config, project);
  const twice = Object.keys(own).filter((name) => Object.hasOwn(general, name));
  if (twice.length > 0) {
    throw wrongSettings(
      twice.map((name) => ({
        setting: `${project}:${name}`,
        message: `is also set as ${NAMESPACE}:${name}.`,
        fix: "Remove one of the two keys.",
      })),
    );
  }
  return { ...general, ...own };
}

function inNamespace<Value>(
  config: Readonly<Record<string, Value>>,
  namespace: string,
): Record<string, Value> {
  const prefix = `${namespace}:`;
  return Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
}

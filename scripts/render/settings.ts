import { ownSettings } from "../../components/settings/namespace";
import { schema } from "../../components/settings/schema";
import type { Setting } from "../../components/settings/kinds";

/** A stack's settings as Pulumi hands them to the program, and which of them only Pulumi can read. */
export interface StackSettings {
  readonly raw: Readonly<Record<string, string>>;
  /** Encrypted in the file; a stand-in stands for each. */
  readonly encrypted: readonly string[];
}

/**
 * Turns the values of a stack's file into texts, as Pulumi does: numbers, lists and objects become JSON.
 */
export function stackSettings(
  config: Readonly<Record<string, unknown>>,
  project: string,
): StackSettings {
  const qualified: Record<string, unknown> = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [qualifiedKey(key, project), value]),
  );
  const own = Object.entries(ownSettings(qualified, project));
  return {
    raw: Object.fromEntries(own.map(([name, value]) => [name, text(name, value)])),
    encrypted: own.filter(([, value]) => holdsSecret(value)).map(([name]) => name),
  };
}

/** Adds the project's namespace to a key that has none, and removes the former infix `config`. */
function qualifiedKey(key: string, project: string): string {
  const [, namespace = project, name = ""] = /^(?:([^:]+):)?(?:config:)?([^:]+)$/.exec(key) ?? [];
  return `${namespace}:${name}`;
}

function text(name: string, value: unknown): string {
  if (isSecret(value)) return standIn(name);
  if (value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(readable(value));
}

/** Something that the setting allows, so that everything else is checked and rendered. */
function standIn(name: string): string {
  const settings: Readonly<Record<string, Setting<unknown>>> = schema;
  const example = Object.hasOwn(settings, name) ? settings[name]?.example : undefined;
  return example === undefined || example === "" ? "encrypted" : example;
}

function readable(value: unknown): unknown {
  if (isSecret(value)) return "encrypted";
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readable(item)]));
}

function holdsSecret(value: unknown): boolean {
  if (isSecret(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsSecret);
}

function isSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const [key, ...others] = Object.keys(value);
  return key === "secure" && others.length === 0;
}

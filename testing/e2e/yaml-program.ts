import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { load } from "js-yaml";

/**
 * Replaces Pulumi's YAML host for examples/yaml on machines without one. Checks each resource against the package's
 * schema, and lets the engine construct it from the plugin.
 */
interface Property {
  readonly type?: string;
  readonly $ref?: string;
}

interface Component {
  readonly inputProperties: Readonly<Record<string, Property>>;
  readonly requiredInputs: readonly string[];
  readonly properties: Readonly<Record<string, Property>>;
}

interface Program {
  readonly resources: Readonly<
    Record<string, { type: string; properties?: Readonly<Record<string, unknown>> }>
  >;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

const read = (variable: string) => readFileSync(process.env[variable] ?? "", "utf8");
const program = load(read("EXAMPLE_PROGRAM")) as Program;
const schema = JSON.parse(read("EXAMPLE_SCHEMA")) as { resources: Record<string, Component> };
const made = new Map<string, pulumi.ComponentResource>();

for (const [name, { type, properties = {} }] of Object.entries(program.resources)) {
  const component = schema.resources[type];
  if (component === undefined) throw new Error(`${name}: the schema has no ${type}.`);
  check(name, component, properties);
  const outputs = Object.keys(component.properties).map((key) => [key, undefined]);
  const inputs = Object.entries(properties).map(([key, value]) => [key, resolved(value)]);
  const all = Object.fromEntries([...outputs, ...inputs]) as pulumi.Inputs;
  made.set(name, new pulumi.ComponentResource(type, name, all, {}, true));
}

function check(name: string, component: Component, given: Readonly<Record<string, unknown>>): void {
  const missing = component.requiredInputs.filter((key) => !Object.hasOwn(given, key));
  if (missing.length > 0) throw new Error(`${name}: ${missing.join(", ")} is missing.`);
  for (const [key, value] of Object.entries(given)) {
    const wanted = component.inputProperties[key]?.type ?? component.inputProperties[key]?.$ref;
    if (wanted === undefined) throw new Error(`${name}: there is no property ${key}.`);
    const is = Array.isArray(value) ? "array" : typeof value;
    if (is !== wanted && !reference(value)) {
      throw new Error(`${name}: ${key} is of type ${is}, and has to be of type ${wanted}.`);
    }
  }
}

/** Matches a value that is exactly `${resource.property}`. */
function reference(value: unknown): RegExpExecArray | null {
  return typeof value === "string" ? /^\$\{(\w+)\.(\w+)\}$/.exec(value) : null;
}

function resolved(value: unknown): unknown {
  const [, name = "", property = ""] = reference(value) ?? [];
  if (name === "") return value;
  const resource = made.get(name) as unknown as Record<string, unknown> | undefined;
  if (resource?.[property] === undefined) throw new Error(`There is no ${name}.${property}.`);
  return resource[property];
}

export = Object.fromEntries(
  Object.entries(program.outputs ?? {}).map(([key, value]) => [key, resolved(value)]),
);

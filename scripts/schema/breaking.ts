/** The parts of a Pulumi package schema that programs depend on. */
export interface PackageSchema {
  readonly resources: Readonly<Record<string, ComponentSchema>>;
  readonly types: Readonly<Record<string, TypeSchema>>;
}

interface ComponentSchema {
  readonly inputProperties?: Properties;
  readonly requiredInputs?: readonly string[];
  readonly properties?: Properties;
}

interface TypeSchema {
  readonly properties?: Properties;
  readonly required?: readonly string[];
}

type Properties = Readonly<Record<string, PropertySchema>>;

interface PropertySchema {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: PropertySchema;
  readonly additionalProperties?: PropertySchema;
  readonly plain?: boolean;
}

/** A change after which a program that was right is so no more. `of` is what UPGRADING.md has to name. */
export interface BreakingChange {
  readonly of: string;
  readonly what: string;
}

/** What of the released schema a program can no longer rely on. Additions are none. */
export function breakingChanges(released: PackageSchema, now: PackageSchema): BreakingChange[] {
  const components = Object.entries(released.resources).flatMap(([token, before]) => {
    const name = shortName(token);
    const after = now.resources[token];
    if (after === undefined) return [{ of: name, what: "the component is gone" }];
    return [
      ...changedProperties(name, before.inputProperties, after.inputProperties),
      ...newlyRequired(name, before.requiredInputs, after.requiredInputs),
      ...changedProperties(name, before.properties, after.properties),
    ];
  });
  const types = Object.entries(released.types).flatMap(([token, before]) => {
    const name = shortName(token);
    const after = now.types[token];
    if (after === undefined) return [{ of: name, what: "the type is gone" }];
    return [
      ...changedProperties(name, before.properties, after.properties),
      ...newlyRequired(name, before.required, after.required),
    ];
  });
  return [...components, ...types];
}

function changedProperties(
  owner: string,
  before: Properties = {},
  after: Properties = {},
): BreakingChange[] {
  return Object.entries(before).flatMap(([key, was]) => {
    const is = after[key];
    const of = `${owner}.${key}`;
    if (is === undefined) return [{ of, what: "the property is gone" }];
    const [old, young] = [typeText(was), typeText(is)];
    return old === young ? [] : [{ of, what: `its type was ${old} and is ${young}` }];
  });
}

function newlyRequired(
  owner: string,
  before: readonly string[] = [],
  after: readonly string[] = [],
): BreakingChange[] {
  return after
    .filter((key) => !before.includes(key))
    .map((key) => ({ of: `${owner}.${key}`, what: "the property is required now" }));
}

/** An Input that becomes plain refuses the outputs it took; a plain one that becomes an Input changes the SDKs' types. */
function typeText({ type, $ref, items, additionalProperties, plain }: PropertySchema): string {
  const inner = items ?? additionalProperties;
  const text = `${$ref ?? type ?? "any"}${inner === undefined ? "" : ` of ${typeText(inner)}`}`;
  return plain === true ? `plain ${text}` : text;
}

function shortName(token: string): string {
  return token.split(":").at(-1) ?? token;
}

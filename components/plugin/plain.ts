import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../problem";

/** An argument of a component as the schema has it, as far as it says where an Input may stand. */
export interface ArgumentSchema {
  readonly plain?: boolean;
  readonly items?: ArgumentSchema;
  readonly additionalProperties?: ArgumentSchema;
  readonly $ref?: string;
}

/** Types that arguments refer to, by `#/types/<name>`. */
export type ArgumentTypes = Readonly<
  Record<string, { readonly properties?: Readonly<Record<string, ArgumentSchema>> }>
>;

export interface Settled {
  readonly value: unknown;
  readonly secret: boolean;
  /** Whether it, or part of it, is known only after the update. */
  readonly unknown: boolean;
}

/** What is behind an Input. Waiting for an unknown one with `apply` would never end. */
export async function settled(input: pulumi.Input<unknown>): Promise<Settled> {
  const output = pulumi.output(input) as unknown as {
    promise(withUnknowns: boolean): Promise<unknown>;
    readonly isSecret: Promise<boolean>;
  };
  const [value, secret] = await Promise.all([output.promise(true), output.isSecret]);
  return { value, secret, unknown: pulumi.containsUnknowns(value) };
}

export function unknownProblem(argument: string): Problem {
  return {
    setting: argument,
    message: "its value is known only after the update.",
    fix: "It must be known when the preview runs, because files are made of it.",
  };
}

export function secretProblem(argument: string): Problem {
  return {
    setting: argument,
    message: "its value is a secret, and would stand in files and in Pulumi's state as plain text.",
    fix: "Give one that is none, or, if it is none in truth, unwrap it first (unsecret).",
  };
}

/**
 * Arguments in which everything is a value that the schema marks plain: what a program gave as an Output is waited for.
 * The Inputs that the schema allows stay what they are. What is unknown or secret at a plain place is a problem.
 */
export async function plainArguments(
  given: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, ArgumentSchema>>,
  types: ArgumentTypes,
): Promise<{ args: Record<string, unknown>; problems: Problem[] }> {
  const problems: Problem[] = [];
  const visit = async (
    input: unknown,
    schema: ArgumentSchema,
    path: string,
    within: { readonly secret: boolean },
  ): Promise<unknown> => {
    if (schema.plain !== true) return within.secret ? pulumi.secret(input) : input;
    const found = pulumi.Output.isInstance(input)
      ? await settled(input)
      : { value: input, secret: false };
    const { value } = found;
    // An object with something unknown in it may have that at an Input.
    if (pulumi.isUnknown(value)) {
      problems.push(unknownProblem(path));
      return undefined;
    }
    // One secret in a list or an object may make all of it secret: then it is the Inputs in it that are meant.
    if (found.secret && !holdsInputs(schema, types)) {
      problems.push(secretProblem(path));
      return undefined;
    }
    if (typeof value !== "object" || value === null) return value;
    const inside = { secret: within.secret || found.secret };
    const isList = Array.isArray(value);
    const entries = await Promise.all(
      Object.entries(value).map(async ([key, item]): Promise<[string, unknown]> => {
        const place = isList ? `${path}[${key}]` : `${path}.${key}`;
        return [key, await visit(item, childOf(schema, key, types), place, inside)];
      }),
    );
    return isList ? entries.map(([, item]) => item) : Object.fromEntries(entries);
  };
  const args = await Promise.all(
    Object.entries(given).map(async ([key, value]): Promise<[string, unknown]> => [
      key,
      await visit(value, properties[key] ?? {}, key, { secret: false }),
    ]),
  );
  return { args: Object.fromEntries(args), problems };
}

/** What the schema says of an item or a field; one that it does not know has to be plain. */
function childOf(schema: ArgumentSchema, key: string, types: ArgumentTypes): ArgumentSchema {
  const { items, additionalProperties } = schema;
  return items ?? additionalProperties ?? typeOf(schema, types)[key] ?? { plain: true };
}

function typeOf({ $ref = "" }: ArgumentSchema, types: ArgumentTypes) {
  return types[$ref.replace("#/types/", "")]?.properties ?? {};
}

/** Whether an Input may stand within it. */
function holdsInputs(schema: ArgumentSchema, types: ArgumentTypes): boolean {
  const { items, additionalProperties } = schema;
  return [items, additionalProperties, ...Object.values(typeOf(schema, types))].some(
    (child) => child !== undefined && (child.plain !== true || holdsInputs(child, types)),
  );
}

import * as pulumi from "@pulumi/pulumi";
import type { StackOutputs } from "../outputs";
import { outputVersions, type OutputName } from "../settings/output-versions";
import { refusal } from "../errors";
import { fullStackName } from "./stack-name";

/** What a pipeline's stack tells, each output by itself: one that is secret does not make the others so. */
type StackReads = {
  readonly [Name in OutputName]: pulumi.Output<pulumi.Unwrap<StackOutputs[Name]>>;
};

/**
 * A pipeline's stack, as a project that attaches to it sees it. An output is asked for when its field is
 * read, and fails the preview where the stack lacks it.
 */
export interface ObservabilityStack extends StackReads {
  /** As Pulumi spells it: `organization/container-observability/dev`. */
  readonly name: pulumi.Output<string>;
}

/**
 * The stack of that name: `dev`, `project/dev` or `organization/project/dev`. What is left out is the
 * organization of the stack that asks, and this project. A reference that the program has already is taken too.
 */
export function observabilityStack(stack: string | pulumi.StackReference): ObservabilityStack {
  const reference = typeof stack === "string" ? referenceTo(fullStackName(stack)) : stack;
  // Names only, which are no secret. The values are read one by one.
  const told = pulumi.unsecret(reference.outputs).apply((outputs) => Object.keys(outputs));
  const fields = Object.keys(outputVersions) as OutputName[];
  const read = new Map<OutputName, pulumi.Output<unknown>>();
  const field = (output: OutputName) => {
    const known = read.get(output) ?? required(reference, told, output);
    read.set(output, known);
    return known;
  };
  return Object.defineProperties(
    { name: reference.name },
    Object.fromEntries(
      fields.map((output) => [output, { enumerable: true, get: () => field(output) }]),
    ),
  ) as ObservabilityStack;
}

function required(
  reference: pulumi.StackReference,
  told: pulumi.Output<string[]>,
  output: OutputName,
): pulumi.Output<unknown> {
  const version = reference.getOutput("version") as pulumi.Output<unknown>;
  return pulumi
    .all([reference.getOutput(output), reference.name, told, version])
    .apply(([value, name, names, from]: [unknown, string, string[], unknown]) => {
      if (names.includes(output)) return value;
      throw refusal(problem(output, name, names, from));
    });
}

/** Outputs by which a pipeline's stack is told from any other. */
const MARKS: readonly OutputName[] = ["namePrefix", "dataSourceUids", "otlpHttpEndpointInternal"];

function problem(output: OutputName, name: string, names: readonly string[], from: unknown) {
  const up = `npm run up -- --stack ${name.split("/").at(-1) ?? name}`;
  if (names.length === 0) {
    return `The stack ${name} is not up, so it has no output "${output}". In the project of that stack, run: ${up}`;
  }
  if (!MARKS.some((mark) => names.includes(mark))) {
    return `The stack ${name} is not a stack of container-observability: it has no output "${output}" and none of ${MARKS.join(", ")}. Name the pipeline's stack, such as dev or organization/container-observability/dev.`;
  }
  const since = outputVersions[output];
  const lacks = `The stack ${name} has no output "${output}": container-observability has it from version ${since} on`;
  if (typeof from !== "string") {
    return `${lacks}, so either that stack's program does not export it (let it export every output of the pipeline: docs/reference/packages.md), or it was brought up by an older version (update the project of that stack and run there: ${up}).`;
  }
  const by = `${lacks}, and that stack was brought up by version ${from}`;
  return isAtLeast(from, since)
    ? `${by}, so its program does not export it. Let that program export every output of the pipeline: docs/reference/packages.md`
    : `${by}. Update the project of that stack and run there: ${up}`;
}

/** By the numbers alone: what is being made of a version has its outputs. */
function isAtLeast(version: string, least: string): boolean {
  const numbers = (text: string) => text.split(/[.+-]/, 3).map(Number);
  const given = numbers(version);
  for (const [index, wanted] of numbers(least).entries()) {
    const number = given[index] ?? 0;
    if (number !== wanted) return number > wanted;
  }
  return true;
}

/** Pulumi takes one resource of a name in a program, and a program may ask for its stack in many places. */
const references = new WeakMap<pulumi.Resource, Map<string, pulumi.StackReference>>();

function referenceTo(name: string): pulumi.StackReference {
  const program = pulumi.runtime.getStackResource();
  if (program === undefined) return new pulumi.StackReference(name);
  const made = references.get(program) ?? new Map<string, pulumi.StackReference>();
  references.set(program, made);
  const reference = made.get(name) ?? new pulumi.StackReference(name);
  made.set(name, reference);
  return reference;
}

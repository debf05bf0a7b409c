import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunningStack } from "./running-stack";

/** The program, from the project's folder. */
export const FLOOR_PROGRAM = "floor.js";
const RESOURCES = "floor.json";

/**
 * Registers the resources of a stack's state as they stand there, and does nothing else: no settings, no checks, no files.
 * With the same plugins and as many resources, no program of Pulumi's Node SDK is faster.
 */
const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
Error.stackTraceLimit = 0;
const made = {};
const value = (given) => {
  if (given === null || typeof given !== "object") return given;
  if (typeof given.plaintext === "string") return pulumi.secret(JSON.parse(given.plaintext));
  if (Array.isArray(given)) return given.map(value);
  return Object.fromEntries(Object.entries(given).map(([key, of]) => [key, value(of)]));
};
module.exports = async () => {
  for (const { urn, type, name, custom, parent, version, inputs } of require("./${RESOURCES}")) {
    const options = { parent: made[parent], version };
    made[urn] = custom
      ? new pulumi.CustomResource(type, name, value(inputs), options)
      : new pulumi.ComponentResource(type, name, {}, options);
  }
};
`;

interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly parent?: string;
  readonly provider?: string;
  readonly inputs?: object;
}

/** What a preview of a stack cannot be faster than. */
export class Floor {
  private constructor(private readonly folder: string) {}

  static async of({ clone, stack }: RunningStack): Promise<Floor> {
    const words = ["stack", "export", "--show-secrets", "--stack", stack.name];
    const { status, output, printed } = await clone.npm("pulumi", words);
    if (status !== 0) throw new Error(`The state cannot be read: ${output}`);
    const { resources } = (JSON.parse(printed) as { deployment: { resources: Resource[] } })
      .deployment;
    const registered = resources.filter(({ type }) => !type.startsWith("pulumi:"));
    writeFileSync(join(clone.folder, FLOOR_PROGRAM), PROGRAM);
    writeFileSync(
      join(clone.folder, RESOURCES),
      JSON.stringify(registered.map((resource) => ({ ...resource, ...identity(resource) }))),
    );
    return new Floor(clone.folder);
  }

  remove(): void {
    for (const file of [FLOOR_PROGRAM, RESOURCES]) rmSync(join(this.folder, file));
  }
}

/** urn:pulumi:STACK::PROJECT::TYPES::NAME, and of its provider …::default_5_2_0::ID. */
function identity({ urn, provider = "" }: Resource): { name: string; version: string | undefined } {
  const version = /::default_(\d+)_(\d+)_(\d+)::/.exec(provider)?.slice(1).join(".");
  return { name: urn.split("::").slice(3).join("::"), version };
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { refuseIfWrong } from "../errors";
import { PACKAGE_NAME, packagedComponents } from "./components";
import { plainArguments, type ArgumentSchema, type ArgumentTypes } from "./plain";

interface Schema {
  readonly resources: Readonly<
    Record<
      string,
      {
        readonly properties: Readonly<Record<string, unknown>>;
        readonly inputProperties: Readonly<Record<string, ArgumentSchema>>;
      }
    >
  >;
  readonly types: ArgumentTypes;
}

/**
 * Serves the components to programs in any language. The schema is the committed one, so that nothing
 * is compiled or analysed where they run.
 */
export class PackageProvider implements pulumi.provider.Provider {
  readonly version: string;
  readonly #schema: Schema;

  /** @param root folder of package.json and schema.json. */
  constructor(root: string) {
    const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), "utf8"));
    this.version = (read("package.json") as { version: string }).version;
    this.#schema = read("schema.json") as Schema;
  }

  getSchema(): Promise<string> {
    return Promise.resolve(JSON.stringify({ ...this.#schema, version: this.version }));
  }

  async construct(
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<pulumi.provider.ConstructResult> {
    const component = packagedComponents.find(
      (candidate) => type === `${PACKAGE_NAME}:index:${candidate.name}`,
    );
    const described = this.#schema.resources[type];
    if (component === undefined || described === undefined) {
      const known = Object.keys(this.#schema.resources).join(", ");
      throw new Error(`There is no component ${type}. There are: ${known}.`);
    }
    const { args, problems } = await plainArguments(
      inputs,
      described.inputProperties,
      this.#schema.types,
    );
    refuseIfWrong(`${component.name} "${name}"`, problems);
    const made = new component(name, args as never, options);
    const outputs = made as unknown as Readonly<Record<string, unknown>>;
    const state = Object.keys(described.properties).map((key) => [key, outputs[key]]);
    return { urn: made.urn, state: Object.fromEntries(state) as pulumi.Inputs };
  }
}

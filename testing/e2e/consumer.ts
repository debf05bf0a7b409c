import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dump } from "js-yaml";
import type { Clone, Outcome } from "./clone";

/** A stack of an example project in a clone, in the same state backend as the clone's pipelines. */
export class Consumer {
  readonly #folder: string;

  constructor(
    private readonly clone: Clone,
    private readonly project: string,
    readonly name: string,
    settings: Readonly<Record<string, unknown>>,
  ) {
    this.#folder = join(clone.folder, "examples", project);
    const config = Object.fromEntries(
      Object.entries(settings).map(([key, value]) => [`${project}:${key}`, value]),
    );
    writeFileSync(join(this.#folder, `Pulumi.${name}.yaml`), dump({ config }));
  }

  /**
   * Creates the stack, with the clone's packages. Their versions are those of the examples' lock files.
   * tests/package/examples.test.ts installs them as in the example's README, which takes a minute.
   */
  async begin(): Promise<void> {
    this.clone.linkPackage();
    const made = await this.#pulumi("stack", "init");
    if (made.status !== 0) throw new Error(made.output);
  }

  /** Changes a file of the project. */
  edit(file: string, change: (text: string) => string): void {
    const path = join(this.#folder, file);
    writeFileSync(path, change(readFileSync(path, "utf8")));
  }

  up(): Promise<Outcome> {
    return this.#pulumi("up", "--yes", "--skip-preview");
  }

  preview(...words: string[]): Promise<Outcome> {
    return this.#pulumi("preview", ...words);
  }

  async outputs(): Promise<Record<string, unknown>> {
    const { output } = await this.#pulumi("stack", "output", "--json");
    return JSON.parse(output) as Record<string, unknown>;
  }

  destroy(): Promise<Outcome> {
    return this.#pulumi("destroy", "--yes", "--skip-preview");
  }

  #pulumi(...words: string[]): Promise<Outcome> {
    const here = ["--stack", this.name, "--cwd", this.#folder, "--non-interactive"];
    return this.clone.npm("pulumi", [...words, ...here]);
  }
}

interface Deployment {
  deployment: { resources: { type: string; outputs?: Record<string, unknown> }[] };
}

/** Renames an output in the state of a clone's stack, as in another version. Returns a function that undoes it. */
export async function renameOutput(
  clone: Clone,
  stack: string,
  from: string,
  to: string,
): Promise<() => Promise<void>> {
  const before = join(clone.folder, "before.json");
  const after = join(clone.folder, "after.json");
  const exported = await clone.npm("pulumi", ["stack", "export", "--stack", stack]);
  const state = JSON.parse(exported.output) as Deployment;
  writeFileSync(before, JSON.stringify(state));
  const root = state.deployment.resources.find(({ type }) => type === "pulumi:pulumi:Stack");
  if (root?.outputs?.[from] === undefined) throw new Error(`${stack} has no output ${from}`);
  const { [from]: value, ...others } = root.outputs;
  root.outputs = { ...others, [to]: value };
  writeFileSync(after, JSON.stringify(state));
  const take = async (file: string) => {
    const words = ["stack", "import", "--stack", stack, "--file", file];
    const { status, output } = await clone.npm("pulumi", words);
    if (status !== 0) throw new Error(output);
  };
  await take(after);
  return () => take(before);
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { project } from "../../../testing/project-files";

const folder = join(project, ".github", "workflows");

type Values = Readonly<Record<string, string | number | boolean>>;

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Values;
  readonly with?: Values;
  readonly "working-directory"?: string;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly "runs-on": string;
  readonly "timeout-minutes"?: number;
  readonly permissions?: Values;
  readonly environment?: string;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Values;
  readonly jobs: Readonly<Record<string, Job>>;
}

export const workflowFiles = readdirSync(folder).sort();

export function workflowText(file: string): string {
  return readFileSync(join(folder, file), "utf8");
}

export function readWorkflow(file: string): Workflow {
  return load(workflowText(file)) as Workflow;
}

/** The environments that a job of a matrix is run for; of a job without one, the one it names. */
export function environmentsOf({ strategy, environment }: Job): readonly string[] {
  return strategy?.matrix["environment"] ?? (environment === undefined ? [] : [environment]);
}

/** The entries of a job's matrix, such as { environment: "prod" }; one empty entry where there is none. */
export function matrixOf({ strategy }: Job): Record<string, string>[] {
  return Object.entries(strategy?.matrix ?? {}).reduce<Record<string, string>[]>(
    (entries, [key, values]) =>
      entries.flatMap((entry) => values.map((value) => ({ ...entry, [key]: value }))),
    [{}],
  );
}

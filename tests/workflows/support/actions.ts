import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

/** What an action needs to know of the job it is used in. */
export interface Place {
  /** The repository that is checked out. */
  readonly source: string;
  readonly workspace: string;
  /** Where the artifacts of the run are kept. */
  readonly artifacts: string;
}

type Inputs = Readonly<Record<string, string>>;

interface Action {
  readonly inputs: readonly string[];
  readonly run: (inputs: Inputs, place: Place) => void;
}

/** Every action that the workflows use, as what it does to files. */
const ACTIONS: Readonly<Record<string, Action>> = {
  "actions/checkout": {
    inputs: ["path", "fetch-depth", "persist-credentials"],
    run: ({ path = ".", "fetch-depth": depth = "1" }, { source, workspace }) => {
      // 0 stands for the whole history.
      const shallow = depth === "0" ? [] : ["--depth", depth];
      const words = ["clone", "-q", ...shallow, `file://${source}`, join(workspace, path)];
      const { status, stderr } = spawnSync("git", words, { encoding: "utf8" });
      if (status !== 0) throw new Error(stderr);
    },
  },
  "actions/setup-node": {
    inputs: ["node-version", "cache", "package-manager-cache"],
    run: () => undefined,
  },
  "actions/upload-artifact": {
    inputs: ["name", "path", "if-no-files-found", "overwrite", "retention-days"],
    run: ({ name = "", path = "", "if-no-files-found": missing }, { workspace, artifacts }) => {
      const from = join(workspace, path);
      if (existsSync(from)) cpSync(from, join(artifacts, name), { recursive: true });
      else if (missing === "error") throw new Error(`no files at ${path}`);
    },
  },
  "actions/download-artifact": {
    inputs: ["run-id", "github-token", "pattern", "merge-multiple", "path"],
    run: ({ pattern = "", path = "", "merge-multiple": merge }, { workspace, artifacts }) => {
      if (!pattern.endsWith("*") || merge !== "true") throw new Error("not known by this test");
      const to = resolve(workspace, path);
      mkdirSync(to, { recursive: true });
      const names = existsSync(artifacts) ? readdirSync(artifacts) : [];
      for (const name of names.filter((each) => each.startsWith(pattern.slice(0, -1)))) {
        cpSync(join(artifacts, name), to, { recursive: true, verbatimSymlinks: true });
      }
    },
  },
};

/** @throws where the action, or one of its inputs, is not known here. */
export function requireKnown(uses: string, inputs: Inputs): void {
  const action = ACTIONS[nameOf(uses)];
  if (action === undefined) throw new Error(`the test does not know the action ${uses}`);
  const unknown = Object.keys(inputs).filter((input) => !action.inputs.includes(input));
  if (unknown.length > 0) throw new Error(`${uses}: the test does not know ${unknown.join(", ")}`);
}

/** @throws where the action fails. */
export function use(uses: string, inputs: Inputs, place: Place): void {
  ACTIONS[nameOf(uses)]?.run(inputs, place);
}

function nameOf(uses: string): string {
  return uses.split("@")[0] ?? "";
}

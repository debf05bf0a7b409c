import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dump, load } from "js-yaml";
import type { Measure, Sample } from "../measure";
import { RunningStack } from "../running-stack";

const NAME = "bench-start";
const OWN_START = "Pulumi's own start";

/** A stack that runs, with nothing to change: what a reviewer of a pull request waits for. */
export function start(): Measure {
  let runs: RunningStack;
  let text: string;
  const sampleOf = async (project: string): Promise<Sample> => {
    writeFileSync(projectFile(runs), project);
    return {
      preview: await runs.timed("preview", "--expect-no-changes"),
      up: await runs.timed("up", "--yes", "--expect-no-changes"),
    };
  };
  return {
    name: "start",
    title: "Preview and update without a change",
    figures: [
      { name: "preview", unit: "s" },
      { name: "up", unit: "s" },
    ],
    goals: [
      { figure: "preview", against: OWN_START, ratio: 0.5 },
      { figure: "up", against: OWN_START, ratio: 0.5 },
    ],
    begin: async () => {
      runs = await RunningStack.up(NAME, 25_000);
      text = readFileSync(projectFile(runs), "utf8");
    },
    end: () => runs.remove(),
    contenders: () => [
      { name: "this project", sample: () => sampleOf(text) },
      { name: OWN_START, sample: () => sampleOf(withOwnStart(text)) },
    ],
  };
}

function projectFile({ clone }: RunningStack): string {
  return join(clone.folder, "Pulumi.yaml");
}

/** Pulumi.yaml as `pulumi new typescript` writes it, in what starts the program: types are checked at each run. */
function withOwnStart(text: string): string {
  const project = load(text) as { runtime: unknown };
  return dump({ ...project, runtime: { name: "nodejs", options: { packagemanager: "npm" } } });
}

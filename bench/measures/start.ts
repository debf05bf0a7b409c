import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dump, load } from "js-yaml";
import type { Measure, Sample } from "../measure";
import { RunningStack } from "../running-stack";

const OWN_START = "Pulumi's own start";
const FIGURES = ["first preview on a machine", "preview", "up"] as const;

/** A stack that runs, with nothing to change: what a reviewer of a pull request waits for. */
export function start(): Measure {
  let runs: RunningStack;
  let text: string;
  const sampleOf = async (project: string, quick: boolean): Promise<Sample> => {
    writeFileSync(projectFile(runs), project);
    // Compilers keep here what they have read once. A machine that CI has made for one run has nothing of it.
    const compiled = mkdtempSync(join(tmpdir(), "compiled-"));
    const timed = (command: string, ...words: readonly string[]) =>
      runs.timed(command, ["--expect-no-changes", ...words], { TMPDIR: compiled });
    try {
      const first = { [FIGURES[0]]: await timed("preview") };
      // The same command, and one that other measures have seen at work.
      if (quick) return first;
      return {
        ...first,
        [FIGURES[1]]: await timed("preview"),
        [FIGURES[2]]: await timed("up", "--yes"),
      };
    } finally {
      rmSync(compiled, { recursive: true });
    }
  };
  return {
    name: "start",
    title: "Preview and update without a change",
    figures: FIGURES.map((name) => ({ name, unit: "s" })),
    goals: FIGURES.map((figure) => ({ figure, against: OWN_START, ratio: 0.5 })),
    begin: async () => {
      runs = await RunningStack.shared();
      text = readFileSync(projectFile(runs), "utf8");
    },
    end: () => {
      writeFileSync(projectFile(runs), text);
      return Promise.resolve();
    },
    contenders: ({ quick }) => [
      { name: "this project", sample: () => sampleOf(text, quick) },
      { name: OWN_START, sample: () => sampleOf(withOwnStart(text), quick) },
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

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dump, load } from "js-yaml";
import { Floor, FLOOR_PROGRAM } from "../floor";
import type { Measure, Sample } from "../measure";
import { RunningStack } from "../running-stack";

const OWN_START = "Pulumi's own start";
const FLOOR = "the same resources, written out";
const FIRST = "first preview on a machine";
const PREVIEW = "preview";
const UNREFRESHED = "preview without refresh";
const UP = "up";
const FIGURES = [FIRST, PREVIEW, UNREFRESHED, UP];

/** A stack that runs, with nothing to change: what a reviewer of a pull request waits for. */
export function start(): Measure {
  let runs: RunningStack;
  let text: string;
  let floor: Floor;
  const sampleOf = async (project: string, quick: boolean): Promise<Sample> => {
    writeFileSync(projectFile(runs), project);
    // Compilers keep here what they have read once. A machine that CI has made for one run has nothing of it.
    const compiled = mkdtempSync(join(tmpdir(), "compiled-"));
    rmSync(join(runs.clone.folder, "node_modules", ".cache"), { recursive: true, force: true });
    const timed = (command: string, ...words: readonly string[]) =>
      runs.timed(command, ["--expect-no-changes", ...words], { TMPDIR: compiled });
    try {
      const first = { [FIRST]: await timed("preview") };
      // The same command, and one that other measures have seen at work.
      if (quick) return first;
      return {
        ...first,
        [PREVIEW]: await timed("preview"),
        [UNREFRESHED]: await timed("preview", "--refresh=false"),
        [UP]: await timed("up", "--yes"),
      };
    } finally {
      rmSync(compiled, { recursive: true });
    }
  };
  const floorOf = async (): Promise<Sample> => {
    writeFileSync(projectFile(runs), withProgram(text, FLOOR_PROGRAM));
    const timed = (...words: readonly string[]) =>
      runs.timed("preview", ["--expect-no-changes", ...words]);
    return { [PREVIEW]: await timed(), [UNREFRESHED]: await timed("--refresh=false") };
  };
  return {
    name: "start",
    title: "Preview and update without a change",
    figures: FIGURES.map((name) => ({ name, unit: "s" })),
    goals: [PREVIEW, UNREFRESHED].map((figure) => ({ figure, against: FLOOR, ratio: 1.25 })),
    begin: async () => {
      runs = await RunningStack.shared();
      text = readFileSync(projectFile(runs), "utf8");
      floor = await Floor.of(runs);
    },
    end: () => {
      writeFileSync(projectFile(runs), text);
      floor.remove();
      return Promise.resolve();
    },
    contenders: ({ quick }) => [
      { name: "this project", sample: () => sampleOf(text, quick) },
      { name: FLOOR, sample: floorOf },
      { name: OWN_START, sample: () => sampleOf(withOwnStart(text), quick) },
    ],
  };
}

function projectFile({ clone }: RunningStack): string {
  return join(clone.folder, "Pulumi.yaml");
}

/** Pulumi.yaml with a program in JavaScript, which Node runs as it is. */
function withProgram(text: string, main: string): string {
  return dump({ ...(load(text) as object), main, runtime: nodejs({ typescript: false }) });
}

/** Pulumi.yaml as `pulumi new typescript` writes it, in what starts the program: types are checked at each run. */
function withOwnStart(text: string): string {
  return dump({ ...(load(text) as object), runtime: nodejs({}) });
}

function nodejs(options: object): object {
  return { name: "nodejs", options: { packagemanager: "npm", ...options } };
}

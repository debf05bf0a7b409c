import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { project } from "../../../testing/project-files";
import type { Chapter } from "./story";

/** Counts of one process, from testing/e2e/counting.cjs. */
interface Counts {
  readonly program: string;
  readonly files: number;
  readonly processes: number;
  readonly requests: number;
}

/**
 * Maximum of each count in a preview that finds nothing to do. The counts do not depend on the machine. A commit that
 * raises one must explain why that is worth it.
 */
const BUDGET = {
  /** `npm run preview` itself: files that Node.js loads, processes that it starts, requests to the engine. */
  command: { files: 40, processes: 3, requests: 3 },
  /** The program. Almost all of its files belong to the SDK. */
  program: { files: 1050, processes: 0, requests: 14 },
  resources: 100,
  stateKiB: 1550,
} as const;

const COMMAND = /scripts\/stack\.ts$/;
const PROGRAM = /cmd\/run\b/;

/** The cost of a preview, in counts. */
export const budget: Chapter = (life) => {
  describe("the budget of a preview", () => {
    it("covers its files, processes and requests", async () => {
      const counted = await countsOfPreview((environment) => life().stack.preview([], environment));
      const of = (program: RegExp) => counted.filter((counts) => program.test(counts.program));
      for (const [name, program] of Object.entries({ command: COMMAND, program: PROGRAM })) {
        const [counts, ...more] = of(program);
        expect(more, name).toEqual([]);
        const most = BUDGET[name as "command" | "program"];
        for (const what of ["files", "processes", "requests"] as const) {
          expect(counts?.[what], `${name}: ${what}`).toBeLessThanOrEqual(most[what]);
        }
      }
    });

    it("covers its resources and their state", async () => {
      const state = await life().stack.state();
      expect(state.resources.length).toBeLessThanOrEqual(BUDGET.resources);
      const kib = JSON.stringify(state).length / 1024;
      expect(kib).toBeLessThanOrEqual(BUDGET.stateKiB);
    });
  });
};

async function countsOfPreview(
  preview: (environment: NodeJS.ProcessEnv) => Promise<{ status: number; output: string }>,
): Promise<Counts[]> {
  const folder = mkdtempSync(join(tmpdir(), "counts-"));
  const file = join(folder, "counts");
  try {
    const { status, output } = await preview({
      COUNTS: file,
      NODE_OPTIONS: `--require=${join(project, "testing", "e2e", "counting.cjs")}`,
    });
    expect(status, output).toBe(0);
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return lines.map((line) => JSON.parse(line) as Counts);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

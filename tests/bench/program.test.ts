import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { missingPrograms, Program } from "../../bench/agents/program";
import { treeOf } from "../../bench/processes";
import { eventually } from "../../testing/e2e/stores";

/** A child that is gone and has worked, one that stays, and a file elsewhere. */
const SCRIPT = `
  sh -c 'i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done'
  sleep 300 &
  touch "$LEAVING"
  echo $$ >begun.new && mv begun.new begun
  wait
`;

describe.skipIf(process.platform !== "linux")("a program of this host", () => {
  let elsewhere = "";
  const started: Program[] = [];

  beforeEach(() => {
    elsewhere = mkdtempSync(join(tmpdir(), "program-"));
  });

  afterEach(async () => {
    for (const program of started.splice(0)) await program.remove();
    rmSync(elsewhere, { recursive: true });
  });

  async function start() {
    const leaving = join(elsewhere, "leaving");
    const program = new Program(
      "sh",
      (folder) => ({
        words: [`${folder}/script/main.sh`],
        files: { "script/main.sh": SCRIPT },
        environment: { LEAVING: leaving },
      }),
      [leaving],
    );
    started.push(program);
    const begun = join(program.folder, "begun");
    const root = await eventually("its begin", () =>
      Promise.resolve(existsSync(begun) ? Number(readFileSync(begun, "utf8")) : undefined),
    );
    return { program, tree: () => treeOf(root) };
  }

  const stateOf = (pid: number) => {
    const file = `/proc/${pid}/stat`;
    return existsSync(file) ? /\) (\w)/.exec(readFileSync(file, "utf8"))?.[1] : undefined;
  };
  /** One whose parent is gone has ended, but the host's first process may take its time to see it. */
  const lives = (state: string | undefined) => state !== undefined && state !== "Z";

  it("stands still and goes on with all that it has started", async () => {
    const { program, tree } = await start();
    const pids = tree().map(({ pid }) => pid);
    expect(pids).toHaveLength(2);
    program.halt();
    await expect.poll(() => pids.map(stateOf)).toEqual(["T", "T"]);
    program.proceed();
    await expect.poll(() => pids.map(stateOf)).toEqual(["S", "S"]);
  });

  it("tells the CPU time of children that are gone, too", async () => {
    const { program, tree } = await start();
    const own = tree().reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
    expect(program.cpuSeconds()).toBeGreaterThan(own);
  });

  it("leaves nothing behind, also if it stands still", async () => {
    const { program, tree } = await start();
    const pids = tree().map(({ pid }) => pid);
    program.halt();
    await program.remove();
    await expect.poll(() => pids.map(stateOf).filter(lives)).toEqual([]);
    expect([program.folder, join(elsewhere, "leaving")].filter(existsSync)).toEqual([]);
  });

  it("says what it said last if it has ended", async () => {
    const program = new Program("sh", () => ({ words: ["-c", "echo no such option >&2; exit 1"] }));
    started.push(program);
    await expect
      .poll(() => {
        try {
          program.check();
          return "";
        } catch (error) {
          return String(error);
        }
      })
      .toContain("sh has ended: no such option");
  });
});

describe("what is missing", () => {
  it("is named, where anything is", () => {
    expect(missingPrograms("node")).toEqual({});
    expect(missingPrograms("node", "no-such-agent", "nor-this")).toEqual({
      missing: "no-such-agent and nor-this on the PATH",
    });
  });
});

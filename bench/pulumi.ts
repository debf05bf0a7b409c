import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { findPulumi } from "../scripts/stack/cli";
import { chooseBackend } from "../scripts/stack/backend";

/** A line that a command printed, and when: seconds after its start. */
export interface Line {
  readonly text: string;
  readonly at: number;
}

/**
 * Runs the Pulumi CLI itself in a folder, and resolves to what it printed and how long it took, in seconds. Without npm and
 * this project's scripts around it, so that nothing is in the figure but Pulumi, the program and the engine.
 */
export async function followed(
  folder: string,
  words: readonly string[],
  more: NodeJS.ProcessEnv,
): Promise<{ lines: readonly Line[]; seconds: number }> {
  const environment = {
    ...process.env,
    PULUMI_BACKEND_URL: undefined,
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const pulumi = findPulumi(folder, chooseBackend(folder, environment).environment);
  const began = performance.now();
  const since = () => (performance.now() - began) / 1000;
  const child = spawn(pulumi.program, words, {
    cwd: folder,
    env: { ...pulumi.environment, NO_COLOR: "1", ...more },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: Line[] = [];
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on("line", (text) => lines.push({ text, at: since() }));
  }
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const seconds = since();
  if (status !== 0) {
    const output = lines.map(({ text }) => text).join("\n");
    throw new Error(`pulumi ${words.join(" ")} failed: ${output}`);
  }
  return { lines, seconds };
}

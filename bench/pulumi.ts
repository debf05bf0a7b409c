import { spawn } from "node:child_process";
import { findPulumi } from "../scripts/stack/cli";
import { chooseBackend } from "../scripts/stack/backend";

/**
 * Runs the Pulumi CLI itself in a folder, and resolves to how long it took, in seconds. Without npm and this project's
 * scripts around it, so that nothing is in the figure but Pulumi, the program and the engine.
 */
export async function timed(
  folder: string,
  words: readonly string[],
  more: NodeJS.ProcessEnv,
): Promise<number> {
  const environment = {
    ...process.env,
    PULUMI_BACKEND_URL: undefined,
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const pulumi = findPulumi(folder, chooseBackend(folder, environment).environment);
  const began = performance.now();
  const child = spawn(pulumi.program, words, {
    cwd: folder,
    env: { ...pulumi.environment, NO_COLOR: "1", ...more },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => (output += String(chunk)));
  }
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const seconds = (performance.now() - began) / 1000;
  if (status !== 0) throw new Error(`pulumi ${words.join(" ")} failed: ${output}`);
  return seconds;
}

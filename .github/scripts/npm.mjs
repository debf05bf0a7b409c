// Runs this project's npm commands, and keeps what they print.
import { spawn } from "node:child_process";

/**
 * `npm run <script> -- <words>`. What it prints goes to this run's log as it comes, and into the result.
 *
 * @returns {Promise<{ status: number, stdout: string, all: string }>}
 */
export function npmRun(script, words, folder = process.cwd()) {
  return new Promise((resolve, reject) => {
    const child = spawn("npm", ["run", "--silent", script, "--", ...words], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let all = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      all += text;
      process.stdout.write(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      all += text;
      process.stderr.write(text);
    });
    child.on("error", reject);
    child.on("close", (status) => resolve({ status: status ?? 1, stdout, all }));
  });
}

/** Exit status of `npm run explain` where a data volume would be removed or replaced. */
export const DATA_VOLUME_GOES = 2;

/** `npm run explain`, also of a stack that was never brought up: it asks Pulumi of one that is there. */
export async function explain(stack) {
  const select = ["stack", "select", stack, "--create", "--non-interactive"];
  const selected = await npmRun("pulumi", select);
  // Its own exit statuses mean other things than those of explain.
  return selected.status === 0 ? npmRun("explain", ["--stack", stack]) : { ...selected, status: 1 };
}

import { spawnSync } from "node:child_process";

/** Kills a process and all that it has started, as the kernel does when memory ends: none of them can clear up. */
export function killTree(root: number): void {
  const { stdout } = spawnSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" });
  const rows = stdout
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/).map(Number) as [number, number]);
  const tree = [root];
  // Grows while it is walked.
  for (const parent of tree) {
    tree.push(...rows.filter(([, of]) => of === parent).map(([pid]) => pid));
  }
  for (const pid of tree) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

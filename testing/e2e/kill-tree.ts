import { spawnSync } from "node:child_process";

/** Kills a process and all that it has started, as the kernel does when memory ends: none of them can clear up. */
export function killTree(root: number): void {
  // Held first, so that none starts another one while the others are looked for.
  const held = new Set<number>();
  for (;;) {
    const found = tree(root).filter((pid) => !held.has(pid));
    if (found.length === 0) break;
    for (const pid of found) send(pid, "SIGSTOP");
    for (const pid of found) held.add(pid);
  }
  for (const pid of held) send(pid, "SIGKILL");
}

function tree(root: number): number[] {
  const { stdout } = spawnSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" });
  const rows = stdout
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/).map(Number) as [number, number]);
  const pids = [root];
  // Grows while it is walked.
  for (const parent of pids) {
    pids.push(...rows.filter(([, of]) => of === parent).map(([pid]) => pid));
  }
  return pids;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

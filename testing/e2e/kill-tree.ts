import { spawnSync } from "node:child_process";

/** Kills a process and all of its descendants with SIGKILL, like an out-of-memory kill: none of them can clean up. */
export function killTree(root: number): void {
  // Stops them first, so that none starts another process during the search.
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
  // The array grows during the loop.
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

import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { root } from "./attach";
import { projectName } from "./project";

/** The name of Pulumi's own program, as the kernel knows a process by it. */
const CLI = "pulumi";

/** What Pulumi writes of whoever works on a stack whose state is kept in files. */
interface Holder {
  readonly pid: number;
  readonly hostname: string;
}

interface Lock {
  readonly file: string;
  /** Left out where the file says nothing that is understood. */
  readonly holder?: Holder;
}

/** The locks of one stack: those whose process has ended, and those that hold. */
export interface Locks {
  readonly left: readonly Lock[];
  readonly held: readonly Lock[];
}

export function readLocks(stateFolder: string, stack: string): Locks {
  const project = projectName(root);
  const name = stack.split("/").at(-1) ?? "";
  const folder = join(stateFolder, ".pulumi", "locks", "organization", project, name);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const locks = files
    .filter((file) => file.endsWith(".json"))
    .map((file) => readLock(join(folder, file)));
  return {
    left: locks.filter(({ holder }) => holder !== undefined && hasEnded(holder)),
    held: locks.filter(({ holder }) => holder === undefined || !hasEnded(holder)),
  };
}

/** Takes away just the files that were looked at: whoever has begun since then keeps his. */
export function release({ left }: Locks): void {
  for (const { file, holder } of left) {
    rmSync(file, { force: true });
    rmSync(`${file}.attrs`, { force: true });
    console.error(
      `Released a stale lock of the stack: the process ${holder?.pid} of this machine no longer runs.`,
    );
  }
}

function readLock(file: string): Lock {
  try {
    const holder = JSON.parse(readFileSync(file, "utf8")) as Partial<Holder>;
    const { pid, hostname: host } = holder;
    return pid === undefined || host === undefined
      ? { file }
      : { file, holder: { pid, hostname: host } };
  } catch {
    return { file };
  }
}

/** Whether no such process is there any more. Of another machine's nothing is known. */
function hasEnded({ pid, hostname: host }: Holder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return KERNEL_TELLS && isOver(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch (error) {
    return ["ESRCH", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "");
  }
}

/** Only Linux has files about its processes. */
const KERNEL_TELLS = existsSync("/proc/self/status");

/**
 * A number is given to another process after a while, and after a reboot soon. And one that has ended keeps its number until
 * its parent asks how: killed together with its parent, it waits for the machine's first process, which may take seconds, or
 * be a container's own program and never ask.
 */
function isOver(status: string): boolean {
  const says = (what: string) => new RegExp(`^${what}:\\s*(\\S+)`, "m").exec(status)?.[1];
  return says("Name") !== CLI || says("State") === "Z";
}

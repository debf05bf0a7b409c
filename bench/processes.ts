import { readdirSync, readFileSync } from "node:fs";

/** A kernel's clock tick, in which it counts the CPU time of processes, on every Linux there is. */
const TICKS_PER_SECOND = 100;

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  /** CPU time of its own, in seconds. */
  readonly cpuSeconds: number;
  /** And of those of its children that are gone, with theirs: they are counted nowhere else any more. */
  readonly goneCpuSeconds: number;
}

/** What `/proc/PID/stat` tells. */
export function parseStat(text: string): Process {
  // The name, in brackets, may hold blanks and brackets.
  const [begin, end] = [text.indexOf("("), text.lastIndexOf(")")];
  const fields = text.slice(end + 2).split(" ");
  const seconds = (at: number) => (Number(fields[at]) + Number(fields[at + 1])) / TICKS_PER_SECOND;
  return {
    pid: Number(text.slice(0, begin)),
    parent: Number(fields[1]),
    name: text.slice(begin + 1, end),
    cpuSeconds: seconds(11),
    goneCpuSeconds: seconds(13),
  };
}

/** Those that run now. */
export function processes(): Process[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((pid) => {
      try {
        return [parseStat(readFileSync(`/proc/${pid}/stat`, "utf8"))];
      } catch {
        return []; // It ended meanwhile.
      }
    });
}

/** A process and all that descend from it, parents before their children. */
export function treeOf(root: number, all: readonly Process[] = processes()): Process[] {
  const found = all.filter(({ pid }) => pid === root);
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}

/** CPU time of them, and of those of their children that are gone, in seconds. */
export function cpuSecondsOf(all: readonly Process[]): number {
  return all.reduce((sum, { cpuSeconds, goneCpuSeconds }) => sum + cpuSeconds + goneCpuSeconds, 0);
}

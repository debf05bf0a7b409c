import { readFileSync } from "node:fs";
import { join } from "node:path";
import { docker } from "../testing/e2e/engine";
import { processes } from "./processes";

const CGROUPS = "/sys/fs/cgroup";

/** CPU time that a container has used, in seconds, by its cgroup. */
export function cpuSeconds(container: string): number {
  const { v1, v2 } = cgroupOf(container, "cpuacct");
  if (v1 !== undefined) return Number(readFileSync(join(v1, "cpuacct.usage"), "utf8")) / 1e9;
  return field(readFileSync(join(v2, "cpu.stat"), "utf8"), "usage_usec") / 1e6;
}

/** Memory that a container cannot give back at once, in bytes: all of its cgroup's, less files that nobody has read lately. */
export function workingSetBytes(container: string): number {
  const { v1, v2 } = cgroupOf(container, "memory");
  const [all, stat, inactive] =
    v1 === undefined
      ? [join(v2, "memory.current"), join(v2, "memory.stat"), "inactive_file"]
      : [join(v1, "memory.usage_in_bytes"), join(v1, "memory.stat"), "total_inactive_file"];
  return Number(readFileSync(all, "utf8")) - field(readFileSync(stat, "utf8"), inactive);
}

/** CPU time of the engine itself, in seconds: what reads its API lets it work. */
function engineCpuSeconds(): number {
  return processes()
    .filter(({ name }) => ["dockerd", "containerd"].includes(name))
    .reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
}

/** What a reader, and the engine that it asks, use of a core while `during` runs, in percent. */
export async function cpuShares(
  readerSeconds: () => number,
  during: () => Promise<unknown>,
): Promise<{ reader: number; engine: number; both: number }> {
  const used = () => ({ reader: readerSeconds(), engine: engineCpuSeconds() });
  const before = used();
  const began = performance.now();
  await during();
  const after = used();
  const percent = (seconds: number) => (100_000 * seconds) / (performance.now() - began);
  const [reader, engine] = [after.reader - before.reader, after.engine - before.engine];
  return { reader: percent(reader), engine: percent(engine), both: percent(reader + engine) };
}

function cgroupOf(container: string, controller: string): { v1?: string; v2: string } {
  const pid = docker("inspect", "--format", "{{.State.Pid}}", container);
  const lines = readFileSync(`/proc/${pid}/cgroup`, "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const pathOf = (names: string) => lines.find(([, name]) => name?.split(",").includes(names))?.[2];
  const own = pathOf(controller);
  return {
    ...(own === undefined ? {} : { v1: join(CGROUPS, controller, own) }),
    v2: join(CGROUPS, pathOf("") ?? "/"),
  };
}

function field(text: string, name: string): number {
  const value = new RegExp(`^${name} (\\d+)$`, "m").exec(text)?.[1];
  if (value === undefined) throw new Error(`The kernel reports no ${name}.`);
  return Number(value);
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFormatted } from "../write-formatted";

/** From the project's root. */
export const RECORD = "tests/full-run.json";

/** The last run of the full suite, in which every test passed. */
export interface FullRun {
  readonly commit: string;
  /** Day, such as `2026-11-28`. */
  readonly date: string;
  readonly minutes: number;
  readonly passed: number;
  readonly skipped: number;
  /** Files that passed only when they ran alone. */
  readonly unstable: readonly string[];
  /** Versions of the Docker Engines. */
  readonly engines: readonly string[];
  /** Names of the groups that ran: all, but for the second engine's where there is none. */
  readonly groups: readonly string[];
  /** Seconds for each file of a group, beside the other lane, and for all unit tests. */
  readonly seconds: Readonly<Record<string, number>>;
}

export function readRecord(root: string): FullRun | undefined {
  const file = join(root, RECORD);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as FullRun) : undefined;
}

export async function writeRecord(root: string, run: FullRun): Promise<void> {
  await writeFormatted(join(root, RECORD), JSON.stringify(run));
}

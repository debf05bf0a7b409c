import { statfs } from "node:fs/promises";
import { showSize } from "../render/units";
import type { DiskBudget } from "../settings/disk-budgets";
import type { EngineClient } from "./engine-client";

const LEAST_FREE_BYTES = 2 ** 30;
/** The engine walks through every volume for their sizes. */
const SIZES_WITHIN_MS = 60_000;

export interface SpaceDemand {
  /** Where the engine keeps its volumes, as a path of this machine. */
  readonly rootDir: string;
  readonly budgets: readonly DiskBudget[];
  /** Whether somebody has chosen them, and they are not the default ones. */
  readonly chosen: boolean;
  /** Whether the stack runs already. */
  readonly deployed: boolean;
}

export interface SpaceFinding {
  /** Why the stack cannot be brought up. */
  readonly problem?: string;
  /** What its operator should know, and need not mend now. */
  readonly warning?: string;
}

/**
 * Whether the disk has what the stack may come to use.
 *
 * Only a choice is refused, and only before the stack is there: the defaults have to fit on a small machine that will never
 * fill them, and a stack that runs must stay changeable, because a shorter retention may be what frees the disk.
 */
export async function lookForSpace(
  client: EngineClient,
  { rootDir, budgets, chosen, deployed }: SpaceDemand,
): Promise<SpaceFinding> {
  const free = await freeBytes(rootDir);
  if (free < LEAST_FREE_BYTES && !deployed) {
    return {
      problem: `The disk of ${rootDir} has ${showSize(free)} left; the stores need at least ${showSize(LEAST_FREE_BYTES)} to start. Free some (docker system df shows what Docker holds).`,
    };
  }
  // The sizes of the volumes take the engine seconds: they are asked for only where they matter.
  if (sum(budgets) <= free) return {};
  const growing = await withoutUsed(client, budgets);
  if (sum(growing) <= free) return {};

  const list = growing.map(
    ({ setting, service, bytes }) => `${setting} of ${service} ${showSize(bytes)}`,
  );
  const text = `The disk of ${rootDir} has ${showSize(free)} left, and the data may grow by ${showSize(sum(growing))}: ${list.join(", ")}. Lower these settings, or make room.`;
  return chosen && !deployed ? { problem: text } : { warning: text };
}

/** What of each budget is not used yet. */
async function withoutUsed(
  client: EngineClient,
  budgets: readonly DiskBudget[],
): Promise<DiskBudget[]> {
  const { Volumes } = await client.get<{
    Volumes: { Name: string; UsageData?: { Size: number } | null }[] | null;
  }>("/system/df", { query: { type: "volume" }, withinMs: SIZES_WITHIN_MS });
  const used = new Map((Volumes ?? []).map(({ Name, UsageData }) => [Name, UsageData?.Size ?? 0]));
  return budgets.map((budget) => ({
    ...budget,
    // The engine says -1 where it does not know.
    bytes: Math.max(0, budget.bytes - Math.max(0, used.get(budget.volume) ?? 0)),
  }));
}

/** Infinity where this machine does not see that disk. */
async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path).catch(() => ({ bavail: Infinity, bsize: 1 }));
  return bavail * bsize;
}

function sum(budgets: readonly DiskBudget[]): number {
  return budgets.reduce((all, { bytes }) => all + bytes, 0);
}

import { statfs } from "node:fs/promises";
import { showSize } from "../render/units";
import type { DiskBudget } from "../settings/disk-budgets";
import type { EngineClient } from "../engine/client";
import { EngineError } from "../engine/error";
import { sentence, type Problem } from "../problem";

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
  readonly problem?: Problem;
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
      problem: {
        message: `The disk of ${rootDir} has ${showSize(free)} left; the stores need at least ${showSize(LEAST_FREE_BYTES)} to start.`,
        fix: "Free some (docker system df shows what Docker holds).",
      },
    };
  }
  // The sizes of the volumes take the engine seconds: they are asked for only where they matter.
  if (sum(budgets) <= free) return {};
  const sizes = await usedBytes(client);
  const growing = budgets.map((budget) => ({
    ...budget,
    bytes: Math.max(0, budget.bytes - (sizes.used.get(budget.volume) ?? 0)),
  }));
  if (sum(growing) <= free) return {};

  const list = growing.map(
    ({ setting, service, bytes }) => `${setting} of ${service} ${showSize(bytes)}`,
  );
  const problem: Problem = {
    message: `The disk of ${rootDir} has ${showSize(free)} left, and the data may grow by ${showSize(sum(growing))}: ${list.join(", ")}.`,
    fix: "Lower these settings, or make room.",
  };
  // It may fit after all: what the volumes hold already is not known to be nothing.
  if (sizes.unknown !== undefined) return { warning: `${sentence(problem)} ${sizes.unknown}` };
  return chosen && !deployed ? { problem } : { warning: sentence(problem) };
}

/** What each volume holds, as far as the engine knows it. */
async function usedBytes(
  client: EngineClient,
): Promise<{ used: ReadonlyMap<string, number>; unknown?: string }> {
  try {
    const { Volumes } = await client.get<{
      Volumes: { Name: string; UsageData?: { Size: number } | null }[] | null;
    }>("/system/df", { query: { type: "volume" }, withinMs: SIZES_WITHIN_MS });
    // The engine says -1 where it does not know.
    const sizes = (Volumes ?? []).map(
      ({ Name, UsageData }) => [Name, Math.max(0, UsageData?.Size ?? 0)] as const,
    );
    return { used: new Map(sizes) };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const unknown = `Counted as if its volumes were empty: the engine did not say what they hold (${error.message}).`;
    return { used: new Map(), unknown };
  }
}

/** Infinity where this machine does not see that disk. */
async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path).catch(() => ({ bavail: Infinity, bsize: 1 }));
  return bavail * bsize;
}

function sum(budgets: readonly DiskBudget[]): number {
  return budgets.reduce((all, { bytes }) => all + bytes, 0);
}

import { setTimeout as sleep } from "node:timers/promises";

/** One thing that was checked. */
export interface Row {
  readonly check: string;
  /** What was asked, of whom. */
  readonly asked: string;
  /** What came back. */
  readonly answer: string;
  readonly seconds: number;
  readonly status: "ok" | "failed" | "skipped";
  /** How to mend it; empty where there is nothing to mend. */
  readonly fix: string;
}

/** A check before it is made. Either its answer, or an exception that says what was wrong. */
export interface Check {
  readonly check: string;
  readonly asked: string;
  readonly fix: string;
  /** Why it cannot be made here; it is then told as skipped. */
  readonly skip?: string | undefined;
  readonly attempt: () => Promise<string>;
}

const PAUSE_MS = 500;

/** A check that cannot succeed by being tried again. */
export class Final extends Error {
  override readonly name = "Final";
}

/** Makes a check again and again until it succeeds or the time is over: what was sent needs a moment to arrive. */
export async function made(check: Check, withinMs: number): Promise<Row> {
  const { check: name, asked, fix, skip, attempt } = check;
  const begun = Date.now();
  const row = (status: Row["status"], answer: string): Row => ({
    check: name,
    asked,
    answer,
    seconds: Math.round((Date.now() - begun) / 100) / 10,
    status,
    fix: status === "failed" ? fix : "",
  });
  if (skip !== undefined) return row("skipped", skip);
  for (;;) {
    try {
      return row("ok", await attempt());
    } catch (error) {
      const over = Date.now() - begun > withinMs;
      if (over || error instanceof Final) return row("failed", (error as Error).message);
    }
    await sleep(PAUSE_MS);
  }
}

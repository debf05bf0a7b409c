import type { Row } from "./rows";

const SIGNS = { ok: "ok", failed: "FAILED", skipped: "skipped" } as const;
/** Longer than the names of most checks: each line is printed before the next check is known. */
const CHECK_WIDTH = 42;

export interface Report {
  readonly stack: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly rows: readonly Row[];
}

/** A check as soon as it is made. */
export function line({ check, status, seconds }: Row): string {
  return `  ${check.padEnd(CHECK_WIDTH)}  ${SIGNS[status].padEnd(7)}  ${seconds.toFixed(1)} s`;
}

/** A check with what was asked and what came back. */
export function wholeLine(row: Row): string {
  return [line(row), `    query:  ${row.asked}`, `    answer: ${row.answer}`].join("\n");
}

/** What failed, with what to do for it, and the verdict. */
export function brief({ stack, ok, seconds, rows }: Report): string {
  const failed = rows.filter(({ status }) => status === "failed");
  return [
    ...failed.flatMap(({ check, asked, answer, fix }) => [
      `${check}: ${answer}`,
      `  query: ${asked}`,
      `  fix:   ${fix}`,
      "",
    ]),
    `Stack ${stack}: ${verdict(ok, rows)} (${seconds.toFixed(1)} s).`,
  ].join("\n");
}

function verdict(ok: boolean, rows: readonly Row[]): string {
  const count = (status: Row["status"]) => rows.filter((row) => row.status === status).length;
  const skipped = count("skipped") === 0 ? "" : `, ${count("skipped")} skipped`;
  return ok
    ? `all ${count("ok")} checks passed${skipped}`
    : `${count("failed")} of ${rows.length} checks failed${skipped}`;
}

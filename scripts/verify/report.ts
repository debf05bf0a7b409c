import type { Row } from "./rows";

const SIGNS = { ok: "ok", failed: "FAILED", skipped: "skipped" } as const;
const ANSWER_WIDTH = 76;
const ASKED_WIDTH = 64;

export interface Report {
  readonly stack: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly rows: readonly Row[];
}

/** The report as a table, and below it the brief one. */
export function table(report: Report): string {
  const cells = report.rows.map(({ check, asked, answer, seconds: took, status }) => [
    check,
    SIGNS[status],
    `${took.toFixed(1)} s`,
    cut(asked, ASKED_WIDTH),
    cut(answer, ANSWER_WIDTH),
  ]);
  const header = ["check", "", "took", "asked", "answer"];
  const widths = header.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
  return [line(header), ...cells.map(line), "", brief(report)].join("\n");
}

/** What failed, with what to do for it, and the verdict. */
export function brief({ stack, ok, seconds, rows }: Report): string {
  const failed = rows.filter(({ status }) => status === "failed");
  return [
    ...failed.flatMap(({ check, asked, answer, fix }) => [
      `${check}: ${answer}`,
      `  asked: ${asked}`,
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

function cut(text: string, width: number): string {
  const single = text.replace(/\s+/g, " ");
  return single.length <= width ? single : `${single.slice(0, width - 3)}...`;
}

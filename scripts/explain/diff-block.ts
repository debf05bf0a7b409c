import type { FileChange } from "./files";

/** Longer diffs are folded, so that the page can be read at a glance. */
const OPEN_LINES = 24;

/** One file's change, with as much of its diff as is allowed. */
export function diffBlock(file: FileChange, cut: { lines: number; whole: string }): string {
  const { path, change, secret, panels = "", diff } = file;
  if (secret) return `Secret file \`${path}\`: ${change}. Its content is shown nowhere.`;
  const stays = change === "no longer written" ? "; what stands in the volume stays there" : "";
  const title = `\`${path}\`: ${change}${stays}${panels === "" ? "" : `. Panels ${panels}`}`;
  if (diff === "") return title;
  const lines = diff.trimEnd().split("\n");
  const shown = lines.slice(0, cut.lines);
  const left = lines.length - shown.length;
  const note = left === 0 ? "" : `\n\n${left} more lines of this diff. ${cut.whole}`;
  if (shown.length === 0) return `${title}${note}`;
  const block = `${fenced(shown.join("\n"), "diff")}${note}`;
  if (lines.length <= OPEN_LINES) return `${title}\n\n${block}`;
  const count = `${countOf(lines, "+")} lines added, ${countOf(lines, "-")} removed`;
  return `${title}\n\n<details><summary>${count}</summary>\n\n${block}\n\n</details>`;
}

/** A block that nothing in its text can end. */
export function fenced(text: string, language = "text"): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

export function code(text: string): string {
  return `\`${text}\``;
}

function countOf(lines: readonly string[], sign: "+" | "-"): number {
  return lines.filter((line) => line.startsWith(sign) && !line.startsWith(sign.repeat(3))).length;
}

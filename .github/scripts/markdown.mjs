// Text into Markdown that cannot break out of its place, and that fits into a comment.

/** GitHub takes 65,536 characters; counted in bytes, and with room for the frame around a report. */
export const COMMENT_BYTES = 60_000;

export const CUT = "\nCut to fit: the whole is in the summary of the run.\n";

/** A code block around any text: its fence is longer than every run of backticks inside. */
export function codeBlock(text, language = "") {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n*$/, "\n")}${fence}\n`;
}

/** Without the characters that are not seen, or that show a line in another order than it has. */
export function plain(text) {
  return text
    .replaceAll("\r\n", "\n")

    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
      "",
    );
}

/** The lines that fit into so many bytes, and whether that was all. */
export function firstLines(text, bytes) {
  if (Buffer.byteLength(text) <= bytes) return { text, whole: true };
  let kept = "";
  let size = 0;
  for (const line of text.split("\n")) {
    size += Buffer.byteLength(line) + 1;
    if (size > bytes) break;
    kept += `${line}\n`;
  }
  return { text: kept, whole: false };
}

/** As `firstLines`, for Markdown: what the cut leaves open is closed. */
export function firstMarkdown(text, bytes) {
  const cut = firstLines(text, bytes - 200);
  if (cut.whole) return cut;
  let fence = "";
  let details = 0;
  for (const line of cut.text.split("\n")) {
    const mark = /^ {0,3}(`{3,})(.*)$/.exec(line);
    if (fence === "" && mark !== null) fence = mark[1];
    else if (fence !== "" && mark?.[1].startsWith(fence) && mark[2].trim() === "") fence = "";
    else if (fence === "") {
      details +=
        (line.match(/<details\b/g) ?? []).length - (line.match(/<\/details>/g) ?? []).length;
    }
  }
  const closing =
    (fence === "" ? "" : `${fence}\n`) + "\n</details>\n".repeat(Math.max(0, details));
  return { text: cut.text + closing, whole: false };
}

// comment.mjs FOLDER STACK ...: one comment per environment on the pull request PULL_REQUEST, made once and then updated.
import { closeSync, existsSync, fstatSync, lstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { all, api, isOurs, readEvent } from "./github.mjs";
import { codeBlock, COMMENT_BYTES, CUT, firstLines, firstMarkdown, plain } from "./markdown.mjs";
import { main, stackName } from "./stack.mjs";

main(async () => {
  const [folder, ...names] = process.argv.slice(2);
  const number = process.env.PULL_REQUEST ?? "";
  if (!/^[1-9]\d*$/.test(number)) throw new Error(`"${number}" is no number of a pull request.`);
  const { workflow_run: run } = readEvent();
  // What others' code left is shown as text, never as Markdown.
  const trusted = process.env.TRUSTED === "true";

  const comments = await all(`/issues/${number}/comments`);
  for (const stack of names.map(stackName)) {
    const report = readReport(folder, stack, trusted);
    if (report === undefined) {
      console.log(`${stack}: no report, so no comment.`);
      continue;
    }
    const mark = `<!-- container-observability preview of ${stack} -->`;
    const failed = run.conclusion === "success" ? "" : " The run failed: its log says why.";
    const end = `\n<sub>[Run](${run.html_url}) of ${run.head_sha.slice(0, 10)}.${failed}</sub>`;
    const body = `${mark}\n${report}${end}`;
    const before = comments.find((comment) => isOurs(comment, mark));
    if (before === undefined) await api("POST", `/issues/${number}/comments`, { body });
    else await api("PATCH", `/issues/comments/${before.id}`, { body });
    console.log(`${stack}: comment ${before === undefined ? "made" : "updated"}.`);
  }
});

function readReport(folder, stack, trusted) {
  const explained = trusted ? read(join(folder, stack, "explain.md")) : undefined;
  if (explained !== undefined) {
    const { text, whole } = firstMarkdown(explained.replaceAll("\u0000", ""), COMMENT_BYTES);
    return text + (whole ? "" : CUT);
  }
  const diff = read(join(folder, stack, "render.diff"));
  if (diff === undefined) return undefined;
  const { text, whole } = firstLines(plain(diff), COMMENT_BYTES - 1000);
  return (
    `## \`${stack}\`: how its generated files change\n\n` +
    " There was no preview against the real stack, so what containers would do is not told here.\n\n" +
    codeBlock(text, "diff") +
    (whole ? "" : CUT)
  );
}

/** The beginning of a plain file; undefined for anything else, such as a link to a file of this machine. */
function read(file) {
  if (!existsSync(file) || !lstatSync(file).isFile()) return undefined;
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(Math.min(fstatSync(descriptor).size, 4 * COMMENT_BYTES));
    return bytes.toString("utf8", 0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}

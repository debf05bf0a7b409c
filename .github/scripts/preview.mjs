// preview.mjs STACK: what an update of the stack would do, into preview-report/STACK/explain.md and the run's summary.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeBlock, COMMENT_BYTES, CUT, firstLines, firstMarkdown, plain } from "./markdown.mjs";
import { DATA_VOLUME_GOES, explain, npmRun } from "./npm.mjs";
import { complain, main, requireBackend, stackName, summarise } from "./stack.mjs";

const CAUTION =
  "> [!CAUTION]\n> **A data volume would be removed or replaced, and its data with it.**\n\n";

/** Lines in an annotation of the run; the log has the rest. */
const SHOWN = 10;

main(async () => {
  const stack = stackName(process.argv[2]);
  requireBackend();
  const explained = await explain(stack);
  // A violation of the pack's rules ends the preview, and with it this check.
  const pack = ["--policy-pack", process.env.POLICY_PACK || "policy"];
  const previewed = await npmRun("preview", [
    "--stack",
    stack,
    "--diff",
    "--color",
    "never",
    ...pack,
  ]);

  const said = plain(explained.all);
  const diff = plain(previewed.all);
  const head =
    (explained.status === DATA_VOLUME_GOES ? CAUTION : "") +
    (explained.stdout.trim() === ""
      ? `## \`${stack}\`: the change could not be explained\n\n${codeBlock(said.slice(-4000))}`
      : explained.stdout);
  const details = (text) =>
    `\n<details><summary>pulumi preview --diff</summary>\n\n${codeBlock(text, "diff")}\n</details>\n`;

  // The explanation goes first; the raw diff takes the room that is left.
  const short = firstMarkdown(head, COMMENT_BYTES - 2000);
  const room = COMMENT_BYTES - Buffer.byteLength(short.text) - 2000;
  const shown = firstLines(diff, Math.max(0, room));
  const cut = short.whole && shown.whole ? "" : CUT;
  mkdirSync(join("preview-report", stack), { recursive: true });
  writeFileSync(
    join("preview-report", stack, "explain.md"),
    short.text + (shown.text === "" ? "" : details(shown.text)) + cut,
  );
  summarise(`${head}${details(firstLines(diff, 500_000).text)}`);

  if (explained.status !== 0) complain(`explain: ${whyExplained(explained, said)}`);
  if (previewed.status !== 0) complain(`pulumi preview: ${whyPreviewed(previewed, diff)}`);
  return explained.status === 0 ? previewed.status : explained.status;
});

/** Its one line to decide on, where it came to one. */
function whyExplained({ status, stdout }, said) {
  const [headline = ""] = stdout.split("\n", 1);
  return headline.startsWith("## ") ? plain(headline.slice(3)) : ended(status, said);
}

/** What Pulumi and the rules of the pack call an error. */
function whyPreviewed({ status }, said) {
  const errors = said.match(/^.*(?:\berror: |\[mandatory\]).*$/gm);
  return errors === null ? ended(status, said) : errors.slice(0, SHOWN).join("\n");
}

function ended(status, said) {
  return [`ended with ${status}`, ...said.trimEnd().split("\n").slice(-SHOWN)].join("\n");
}

import { parseWords } from "../stack/words";
import { asJson, explain } from "./explanation";
import { markdown } from "./markdown";
import { readPreview, runPreview } from "./preview";

const USAGE = `Usage: npm run explain -- [--stack NAME] [--json] [--preview FILE]

  Says in Markdown what up would do to each service of the stack, why, and how its generated files change. Nothing is
  changed by it. Ends with 2 when a data volume would go, with 1 when there can be no update or not all of it can be told.

  --json           the same as JSON, with whole diffs
  --preview FILE   explain what \`pulumi preview --json --show-replacement-steps\` printed into this file`;

/** `npm run explain`. Returns the exit status. */
export function explainCommand(words: readonly string[]): number {
  const own = {
    json: { type: "boolean", default: false },
    preview: { type: "string" },
  } as const;
  const { stack, json, preview: file } = parseWords(words, own, USAGE);
  const explanation = explain(file === undefined ? runPreview(stack) : readPreview(file), stack);
  console.log(json ? asJson(explanation) : markdown(explanation).trimEnd());
  return explanation.exit;
}

import { root } from "../stack/attach";
import { hostsOf, silentHosts } from "../stack/hosts";
import { parseWords } from "../stack/words";
import { asJson, explain } from "./explanation";
import { markdown } from "./markdown";
import { readPreview, runPreview } from "./preview";

const USAGE = `Usage: npm run explain -- [--stack NAME] [--json] [--preview FILE]

  Says in Markdown what up would do to each service of the stack, why, and how its generated files change. Nothing is
  changed by it. Ends with 2 when a data volume would go, with 1 when there can be no update or not all of it can be told.

  --json           the same as JSON, with whole diffs
  --preview FILE   explain what \`pulumi preview --json --show-replacement-steps\` printed into this file`;

/** `npm run explain`. Resolves to the exit status. */
export async function explainCommand(words: readonly string[]): Promise<number> {
  const own = {
    json: { type: "boolean", default: false },
    preview: { type: "string" },
  } as const;
  const { stack, json, preview: file } = parseWords(words, own, USAGE);
  // As `npm run up` does: a host that does not answer is left as it is.
  const silent = file === undefined ? await silentHosts(hostsOf(root, stack)) : [];
  const preview = file === undefined ? runPreview(stack, silent) : readPreview(file);
  const explanation = explain(preview, stack, silent);
  console.log(json ? asJson(explanation) : markdown(explanation).trimEnd());
  return explanation.exit;
}

import { STARTED_FOR } from "../../components/pulumi-command";
import { root } from "../stack/attach";
import { hostsOf, silentHosts } from "../stack/hosts";
import { DEFAULT_STACK, parseWords } from "../stack/words";
import { asJson, explain } from "./explanation";
import { markdown } from "./markdown";
import { readPreview, runPreview } from "./preview";

export const EXPLAIN_USAGE = `Usage: npm run explain -- [--stack NAME] [--json] [--preview FILE]

  Describes in Markdown what up would do to each service of the stack, why, and how generated files would change.
  Changes nothing.

  --stack, -s NAME   the stack (default: ${DEFAULT_STACK})
  --json             print JSON with complete diffs
  --preview FILE     explain FILE, the output of: pulumi preview --json --show-replacement-steps

  Exit code: 2 if the update would delete a data volume, 1 if it cannot run or cannot be fully explained, 0 otherwise.`;

/** `npm run explain`. Resolves to the exit status. */
export async function explainCommand(words: readonly string[]): Promise<number> {
  const own = {
    json: { type: "boolean", default: false },
    preview: { type: "string" },
  } as const;
  const { stack, json, preview: file } = parseWords(words, own, EXPLAIN_USAGE);
  process.env[STARTED_FOR] = stack;
  // As `npm run up` does: a host that does not answer is left as it is.
  const silent = file === undefined ? await silentHosts(hostsOf(root, stack)) : [];
  const preview = file === undefined ? runPreview(stack, silent) : readPreview(file);
  const explanation = explain(preview, stack, silent);
  console.log(json ? asJson(explanation) : markdown(explanation).trimEnd());
  return explanation.exit;
}

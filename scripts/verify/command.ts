import { attachToRunning, root } from "../stack/attach";
import { enginesOf, hostsOf } from "../stack/hosts";
import { DEFAULT_STACK, parseWords } from "../stack/words";
import { brief, line, wholeLine } from "./report";
import { verify } from "./verify";

export const VERIFY_USAGE = `Usage: npm run verify -- [--stack NAME] [--verbose] [--json]

  Sends a trace, a log record and a metric from a container on the stack's network, and reads each one back from its
  store and through Grafana. Also checks services, scrape targets, rules, links, clocks and disk usage. The stack can
  be on another machine.

  --stack, -s NAME   the stack (default: ${DEFAULT_STACK})
  --verbose          also print each query and its result
  --json             print the report as JSON

  Exit code: 0 if every check passes, 1 otherwise.`;

const OPTIONS = {
  json: { type: "boolean", default: false },
  verbose: { type: "boolean", default: false },
} as const;

/** `npm run verify`. Resolves to the exit status. */
export async function verifyCommand(words: readonly string[]): Promise<number> {
  const { stack, json, verbose } = parseWords(words, OPTIONS, VERIFY_USAGE);
  const { outputs, endpoint } = attachToRunning(stack);
  const format = verbose ? wholeLine : line;
  const report = await verify(stack, outputs, endpoint, {
    hosts: enginesOf(hostsOf(root, stack)),
    onRow: (row) => {
      if (!json) console.log(format(row));
    },
  });
  console.log(json ? JSON.stringify(report, null, 2) : `\n${brief(report)}`);
  return report.ok ? 0 : 1;
}

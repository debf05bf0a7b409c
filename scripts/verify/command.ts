import { attachToRunning, root } from "../stack/attach";
import { enginesOf, hostsOf } from "../stack/hosts";
import { parseWords } from "../stack/words";
import { brief, line, wholeLine } from "./report";
import { verify } from "./verify";

const USAGE = `Usage: npm run verify -- [--stack NAME] [--verbose] [--json]

  Sends a trace, a log and a metric from a container on the stack's network, reads each back from its store and
  through Grafana, and checks services, scrape targets, rules, links, clocks and disk. Ends with 1 when a check
  fails. The stack is found by its outputs, and may be on another machine.

  --verbose  print what was asked and what came back, too
  --json     print the report as JSON, for programs`;

const OPTIONS = {
  json: { type: "boolean", default: false },
  verbose: { type: "boolean", default: false },
} as const;

/** `npm run verify`. Resolves to the exit status. */
export async function verifyCommand(words: readonly string[]): Promise<number> {
  const { stack, json, verbose } = parseWords(words, OPTIONS, USAGE);
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

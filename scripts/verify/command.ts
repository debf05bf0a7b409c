import { attachToRunning, root } from "../stack/attach";
import { enginesOf, hostsOf } from "../stack/hosts";
import { parseWords } from "../stack/words";
import { table } from "./report";
import { verify } from "./verify";

const USAGE = `Usage: npm run verify -- [--stack NAME] [--json]

  Sends a trace, a log and a metric from a container on the stack's network, reads each back from its store and
  through Grafana, and checks services, scrape targets, rules, links, clocks and disk. Ends with 1 when a check
  fails. The stack is found by its outputs, and may be on another machine.

  --json   print the report as JSON`;

/** `npm run verify`. Resolves to the exit status. */
export async function verifyCommand(words: readonly string[]): Promise<number> {
  const own = { json: { type: "boolean", default: false } } as const;
  const { stack, json } = parseWords(words, own, USAGE);
  const { outputs, endpoint } = attachToRunning(stack);
  const report = await verify(stack, outputs, endpoint, enginesOf(hostsOf(root, stack)));
  console.log(json ? JSON.stringify(report, null, 2) : table(report));
  return report.ok ? 0 : 1;
}

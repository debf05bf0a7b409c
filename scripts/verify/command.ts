import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chooseBackend } from "../stack/backend";
import { findPulumi } from "../stack/cli";
import { engineEndpoint } from "../stack/engine";
import { requireOutputs } from "../stack/outputs";
import { Refusal } from "../stack/refusal";
import { table } from "./report";
import { verify } from "./verify";

const root = fileURLToPath(new URL("../..", `file://${__filename}`));

const USAGE = `Usage: npm run verify -- [--stack NAME] [--json]

  Sends a trace, a log and a metric from a container on the stack's network, reads each back from its store and
  through Grafana, and checks services, scrape targets, rules, links, clocks and disk. Ends with 1 when a check
  fails. The stack is found by its outputs, and may be on another machine.

  --json   print the report as JSON`;

/** `npm run verify`. Resolves to the exit status. */
export async function verifyCommand(words: readonly string[]): Promise<number> {
  const { stack, json } = readOptions(words);
  const backend = chooseBackend(root, { PULUMI_SKIP_UPDATE_CHECK: "true", ...process.env });
  const outputs = requireOutputs(findPulumi(root, backend.environment), root, stack);
  const report = await verify(stack, outputs, engineEndpoint(root, stack));
  console.log(json ? JSON.stringify(report, null, 2) : table(report));
  return report.ok ? 0 : 1;
}

function readOptions(words: readonly string[]): { stack: string; json: boolean } {
  const options = {
    stack: { type: "string", short: "s", default: "dev" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  } as const;
  try {
    const { values } = parseArgs({ args: [...words], options });
    if (!values.help) return values;
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n\n${USAGE}`);
  }
  throw new Refusal(USAGE);
}

import { attachedToStack } from "./attached";
import { attach, root } from "./attach";
import { ask, show, type Pulumi } from "./cli";
import { brief } from "../verify/report";
import { onTerminal } from "../verify/progress";
import type { VerifiedHost } from "../verify/hosts";
import { verify } from "../verify/verify";
import { engineEndpoint, readyEngine } from "./engine";
import { enginesOf, hostsOf, silentHosts, without } from "./hosts";
import { retained } from "./retained";
import { parseOptions, type Options } from "./options";
import { UserError } from "../../components/problem";
import { STARTED_FOR } from "../../components/pulumi-command";
import { recover } from "./recovery";
import { readOutputs, type Outputs } from "./outputs";
import { summary } from "./summary";
import { sendUpdateEvent } from "./update-event";

/** Runs one of `npm run up|preview|down|outputs|pulumi`. Resolves to the exit status. */
export async function run(words: readonly string[]): Promise<number> {
  if (words[0] === "pulumi") {
    process.env[STARTED_FOR] = "";
    return show(attach().pulumi, root, words.slice(1));
  }
  const options = parseOptions(words);
  process.env[STARTED_FOR] = options.stack;
  const { backend, pulumi } = attach();
  if (options.command === "outputs") return outputs(pulumi, options);

  const engine = await readyEngine(root, options.stack, options.yes);
  console.error(
    `Engine   ${engine}\nState    ${backend.description}\nPulumi   ${pulumi.version}\nStack    ${options.stack}\n`,
  );
  const select = ["stack", "select", options.stack, "--create", "--non-interactive"];
  const selected = ask(pulumi, root, select);
  if (selected.status !== 0) throw new UserError(`The stack ${options.stack} cannot be selected.`);

  const hosts = hostsOf(root, options.stack);
  const silent = await silentHosts(hosts);
  for (const { problem } of silent) {
    console.error(`${problem}. It is left as it is; the next ${options.command} sees to it.`);
  }
  const left = without(silent, pulumi);
  const answering = enginesOf(
    hosts.filter(({ name }) => !silent.some((host) => host.name === name)),
  );
  if (options.command !== "preview") {
    const others = answering.map(({ endpoint: other }) => other);
    await recover(backend, left.pulumi, options.stack, others, left.words);
  }
  const narrowed = { ...options, pulumi: [...left.words, ...options.pulumi] };
  switch (options.command) {
    case "up":
      return up(left.pulumi, narrowed, answering);
    case "preview":
      return show(left.pulumi, root, ["preview", ...common(narrowed)]);
    case "down":
      return down(left.pulumi, narrowed);
  }
}

function common({ stack, pulumi }: Options): string[] {
  return ["--stack", stack, ...pulumi];
}

function approval({ yes }: Options): string[] {
  return yes ? ["--yes"] : [];
}

async function up(
  pulumi: Pulumi,
  options: Options,
  hosts: readonly VerifiedHost[],
): Promise<number> {
  const status = show(pulumi, root, [
    "up",
    "--suppress-outputs",
    ...approval(options),
    ...common(options),
  ]);
  if (status !== 0) return status;
  // An update that its user declined leaves no outputs, and is no fault.
  const values = readOutputs(pulumi, root, options.stack);
  if (values === undefined) return 0;
  const event = sendUpdateEvent(pulumi, options.stack, values);
  const verified = options.verify ? await verifyAfterUp(values, options.stack, hosts) : true;
  await event;
  console.log(summary(values, options.stack, verified));
  return verified ? 0 : 1;
}

async function verifyAfterUp(
  values: Outputs,
  stack: string,
  hosts: readonly VerifiedHost[],
): Promise<boolean> {
  console.error("\nVerifying the stack from end to end ...");
  const report = await verify(stack, values, engineEndpoint(root, stack), {
    hosts,
    onRow: onTerminal(process.stderr),
  });
  console.log(`\n${brief(report)}`);
  return report.ok;
}

function outputs(pulumi: Pulumi, { stack, pulumi: words }: Options): number {
  return show(pulumi, root, ["stack", "output", "--stack", stack, ...words]);
}

async function down(pulumi: Pulumi, options: Options): Promise<number> {
  await refuseWhileAttached(pulumi, options.stack);
  const status = show(pulumi, root, [
    "destroy",
    "--exclude-protected",
    ...approval(options),
    ...common(options),
  ]);
  if (status !== 0) return status;
  const told = (words: readonly string[]) => {
    const asked = ask(pulumi, root, [...words, "--stack", options.stack]);
    return asked.status === 0 ? asked.output : "{}";
  };
  const left = retained(told(["stack", "export"]), told(["config", "--json"]), options.stack);
  if (left !== "") console.log(left);
  return 0;
}

/** Docker would remove neither the volume nor the network, and the stack would be left half-way. */
async function refuseWhileAttached(pulumi: Pulumi, stack: string): Promise<void> {
  const outputs = readOutputs(pulumi, root, stack);
  if (outputs === undefined) return;
  const attached = await attachedToStack(engineEndpoint(root, stack), outputs);
  if (attached.length === 0) return;
  throw new UserError(
    `The stack ${stack} was not taken down: other projects still use it. Take those down first ` +
      `(pulumi destroy in their projects; npm run demo -- --stack ${stack} --down for the demo):\n` +
      attached.map((name) => `  ${name}`).join("\n"),
  );
}

import { EngineClient } from "../../components/engine/client";
import { nameOf } from "../../components/engine/running-containers";
import {
  createContainer,
  listContainers,
  removeContainer,
  startContainer,
  writeFiles,
} from "../docker/containers";
import { attachToRunning, root } from "../stack/attach";
import type { Outputs } from "../stack/outputs";
import { UserError } from "../../components/problem";
import { DEFAULT_STACK, parseWords, stackOption } from "../stack/words";
import { bundleService } from "./bundle";
import {
  demoContainer,
  demoFiles,
  demoLabel,
  demoServices,
  FAULT_FILE,
  FAULTS,
  FAULTY,
  type Fault,
} from "./services";

const DEFAULT_IMAGE = "node:20-slim";

export const DEMO_USAGE = `Usage: npm run demo -- [--stack NAME] [--fault ${FAULTS.join("|")}] [--image IMAGE] [--down]

  Starts three small services that call each other, attached to the stack, and a few orders per second.

  --stack, -s NAME   the stack (default: ${DEFAULT_STACK})
  --fault KIND       give "${FAULTY}" a fault: respond slowly, fail every second request, or use memory until the kernel
                     kills it. "none" ends the fault. Starts the services if they are not running
  --image IMAGE      an image with Node 20 or later and a shell (default: ${DEFAULT_IMAGE})
  --down             remove the three containers; their telemetry stays

  Exit code: 0 on success, 1 otherwise.`;

/** `npm run demo`. Resolves to the exit status. */
export async function demo(words: readonly string[]): Promise<number> {
  const options = readOptions(words);
  const { outputs, endpoint } = attachToRunning(options.stack);
  const client = new EngineClient(endpoint);

  if (options.down) return down(client, outputs);
  const { fault } = options;
  if (fault === undefined || (await faultyContainer(client, outputs)) === undefined) {
    await up(client, outputs, options.image);
    console.log(started(outputs, options.stack));
  }
  if (fault !== undefined) {
    await setFault(client, outputs, fault);
    console.log(
      fault === "none"
        ? `${FAULTY} behaves again.`
        : `${FAULTY} misbehaves (${fault}) until: npm run demo -- --stack ${options.stack} --fault none`,
    );
  }
  return 0;
}

async function up(client: EngineClient, outputs: Outputs, image: string): Promise<void> {
  if (outputs.otlpHttpEndpointInternal === "") {
    throw new UserError("This stack runs no collector to which the demo could send.");
  }
  const files = demoFiles(await bundleService(root));
  await removeAll(client, outputs);
  // The one that is called before the one that calls.
  for (const spec of demoServices(outputs, image).reverse()) {
    const id = await createContainer(client, spec);
    await writeFiles(client, id, files);
    await startContainer(client, id);
  }
}

async function down(client: EngineClient, outputs: Outputs): Promise<number> {
  const removed = await removeAll(client, outputs);
  console.log(removed.length === 0 ? "There is no demo." : `Removed ${removed.join(", ")}.`);
  return 0;
}

async function removeAll(client: EngineClient, outputs: Outputs): Promise<string[]> {
  const found = await listContainers(client, { label: demoLabel(outputs), all: true });
  await Promise.all(found.map(({ Id }) => removeContainer(client, Id)));
  return found.map(nameOf).sort();
}

/** The ID of the container that can misbehave; undefined if it does not run. */
async function faultyContainer(
  client: EngineClient,
  outputs: Outputs,
): Promise<string | undefined> {
  const running = await listContainers(client, { label: demoLabel(outputs) });
  return running.find((one) => nameOf(one) === demoContainer(outputs, FAULTY))?.Id;
}

async function setFault(client: EngineClient, outputs: Outputs, fault: Fault): Promise<void> {
  const id = await faultyContainer(client, outputs);
  if (id === undefined) {
    throw new UserError(`${demoContainer(outputs, FAULTY)} stopped. Start it with: npm run demo`);
  }
  await writeFiles(client, id, { [FAULT_FILE]: fault });
}

function started(outputs: Outputs, stack: string): string {
  const option = stackOption(stack);
  const { grafanaUrl } = outputs;
  const pages =
    grafanaUrl === ""
      ? []
      : [
          "Within a minute, in Grafana:",
          `  overview            ${grafanaUrl}/`,
          `  service map         ${grafanaUrl}/d/services`,
          `  one container       ${grafanaUrl}/d/container?var-container=${demoContainer(outputs, FAULTY)}`,
          "Each service prints its log lines and also sends them over OTLP, so each appears twice in Logs.",
        ];
  return [
    `shop -> cart -> ${FAULTY} run, and make a few orders a second.`,
    ...pages,
    "Let one misbehave, and find it from a slow span:",
    `  npm run demo --${option} --fault slow`,
    "Remove it all:",
    `  npm run demo --${option} --down`,
  ].join("\n");
}

function readOptions(words: readonly string[]) {
  const own = {
    image: { type: "string", default: DEFAULT_IMAGE },
    fault: { type: "string" },
    down: { type: "boolean", default: false },
  } as const;
  const { fault, ...others } = parseWords(words, own, DEMO_USAGE);
  if (fault !== undefined && !isFault(fault)) {
    throw new UserError(`--fault: there is no "${fault}"; it is one of ${FAULTS.join(", ")}.`);
  }
  return { ...others, fault };
}

function isFault(word: string): word is Fault {
  return (FAULTS as readonly string[]).includes(word);
}

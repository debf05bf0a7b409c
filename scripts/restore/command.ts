import { resolve } from "node:path";
import { EngineClient } from "../../components/engine/client";
import { Helper } from "../backup/helper";
import { inOrder } from "../backup/interrupt";
import { refuseWhileUpdating } from "../backup/lock";
import { damages, readManifest, type Manifest } from "../backup/manifest";
import { parseRestoreWords } from "../backup/options";
import { chosenServices, findStores } from "../backup/services";
import { since } from "../backup/words";
import { attach, root } from "../stack/attach";
import { engineEndpoint } from "../stack/engine";
import { requireOutputs } from "../stack/outputs";
import { UserError } from "../../components/problem";
import { stackOption } from "../stack/words";
import { requireImages, wantedVolumes, type Task } from "./choice";
import { requireConsent, requireRoom, tidyUp } from "./present";
import { restoreVolume } from "./volume";

/** `npm run restore`. Resolves to the exit status. */
export async function restoreCommand(words: readonly string[]): Promise<number> {
  const options = parseRestoreWords(words);
  const { stack } = options;
  const folder = resolve(options.folder);
  const manifest = readManifest(folder);
  const wanted = wantedVolumes(manifest, options);
  await requireWhole(folder, manifest);

  const attached = attach();
  const outputs = requireOutputs(attached.pulumi, root, stack);
  refuseWhileUpdating(attached, stack);
  const names = wanted.map(({ service }) => service);
  const client = new EngineClient(engineEndpoint(root, stack));
  const stores = await findStores(client, outputs, stack, chosenServices(outputs, stack, names));
  const tasks = stores.flatMap((store): Task[] => {
    const archived = wanted.find(({ service }) => service === store.service);
    return archived === undefined ? [] : [{ store, archived }];
  });
  requireImages(tasks, options.allowOlderImages);

  const begun = Date.now();
  console.log(
    `Restore of the stack ${stack} (${client.endpoint.host}) from ${options.folder}, made ${manifest.madeAt}`,
  );
  await inOrder(async (signal) => {
    const helper = await Helper.start(client, outputs, stores, { writes: true });
    try {
      await requireConsent(client, helper, tasks, options);
      await tidyUp(client, helper, tasks, signal);
      await requireRoom(helper, tasks);
      for (const task of tasks) {
        signal.throwIfAborted();
        await restoreVolume({ client, helper, signal, folder }, task);
      }
    } finally {
      await helper.end();
    }
  });
  console.log(
    `Done in ${since(begun)}. To see that all works: npm run verify --${stackOption(stack)}`,
  );
  return 0;
}

/** @throws UserError where a file of the backup is missing or damaged, be it wanted or not. */
async function requireWhole(folder: string, manifest: Manifest): Promise<void> {
  const problems = await damages(folder, manifest);
  if (problems.length === 0) return;
  const told = problems.map((problem) => `  ${problem}`);
  throw new UserError(
    ["Nothing was touched: the backup is not as it was written.", ...told].join("\n"),
  );
}

import { join, resolve } from "node:path";
import { EngineClient } from "../../components/engine/client";
import { VERSION } from "../../components/settings/version";
import { showSize } from "../../components/render/units";
import { attach, root } from "../stack/attach";
import { engineEndpoint } from "../stack/engine";
import { requireOutputs } from "../stack/outputs";
import { UserError } from "../../components/problem";
import { stackOption } from "../stack/words";
import { store } from "./archive";
import { emptyFolder, makeFolder, requireRoom } from "./folder";
import { Helper, pathOf } from "./helper";
import { inOrder } from "./interrupt";
import { refuseWhileUpdating } from "./lock";
import { writeManifest, type ArchivedVolume } from "./manifest";
import { parseBackupWords } from "./options";
import { whileStopped } from "./pause";
import { chosenServices, findStores, type Store } from "./services";
import { storeState } from "./state";
import { bytesUsed, filesIn, refuseLeftovers } from "./volumes";
import { files, since, step } from "./words";

/** `npm run backup`. Resolves to the exit status. */
export async function backupCommand(words: readonly string[]): Promise<number> {
  const { stack, services, folder } = parseBackupWords(words);
  const attached = attach();
  const outputs = requireOutputs(attached.pulumi, root, stack);
  refuseWhileUpdating(attached, stack);
  const chosen = chosenServices(outputs, stack, services);
  const client = new EngineClient(engineEndpoint(root, stack));
  const stores = await findStores(client, outputs, stack, chosen);
  const target = resolve(folder);
  makeFolder(target);

  const begun = Date.now();
  console.log(`Backup of the stack ${stack} (${client.endpoint.host}) into ${folder}`);
  const volumes = await inOrder(async (signal) => {
    const helper = await Helper.start(client, outputs, stores, { writes: false });
    try {
      await refuseLeftovers(helper, stores);
      requireRoom(target, await bytesUsed(helper, stores));
      return await copied({ client, helper, signal }, stores, target);
    } catch (error) {
      emptyFolder(target);
      throw error;
    } finally {
      await helper.end();
    }
  });
  const { namePrefix, environment, hostName } = outputs;
  const madeAt = new Date(begun).toISOString();
  const state = storeState(attached.pulumi, stack, target);
  const about = { version: VERSION, madeAt, stack, environment, hostName, namePrefix };
  writeManifest(target, { ...about, volumes, state });

  const bytes = volumes.reduce((sum, { archive }) => sum + archive.bytes, 0);
  console.log(
    `Done in ${since(begun)}: ${showSize(bytes)} in ${folder}, which hold all that the stores held. ` +
      "The passphrase of the state is not in it: keep that elsewhere.\n" +
      `Back again with: npm run restore -- ${folder}${stackOption(stack)}`,
  );
  return 0;
}

interface Tools {
  readonly client: EngineClient;
  readonly helper: Helper;
  readonly signal: AbortSignal;
}

/** One after the other, so that each is away for as long as its own copy takes. */
async function copied(
  { client, helper, signal }: Tools,
  stores: readonly Store[],
  folder: string,
): Promise<ArchivedVolume[]> {
  const done: ArchivedVolume[] = [];
  for (const { service, container, volume, image } of stores) {
    const { result, downMs } = await whileStopped(client, container, signal, async () => {
      const archive = await helper.archive(pathOf(service), signal);
      const stored = await store(archive, join(folder, `${service}.tar.gz`), signal);
      await requireAll(helper, service, stored.tree.files);
      return stored;
    });
    const stoppedSeconds = Math.round(downMs / 100) / 10;
    const { tree, file } = result;
    step(
      service,
      `${files(tree.files)}, ${showSize(tree.bytes)}, ${showSize(file.bytes)} as an archive; away for ${stoppedSeconds} s`,
    );
    done.push({ service, volume, image, tree, archive: file, stoppedSeconds });
  }
  return done;
}

/** The engine leaves out what it cannot read, and says so in its own log only. */
async function requireAll(helper: Helper, service: string, archived: number): Promise<void> {
  const found = await filesIn(helper, service);
  if (found === archived) return;
  throw new UserError(
    `${service}: the volume has ${files(found)}, and the engine gave ${archived}. What it could not read is in its own log.`,
  );
}

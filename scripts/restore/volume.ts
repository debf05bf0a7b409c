import { join } from "node:path";
import type { EngineClient } from "../../components/engine/client";
import { showSize } from "../../components/render/units";
import { unstore } from "../backup/archive";
import type { Helper } from "../backup/helper";
import { start, stop, untilHealthy } from "../backup/pause";
import { treeOf } from "../backup/tree";
import { files, since, step } from "../backup/words";
import { UserError } from "../../components/problem";
import type { Task } from "./choice";
import { changeOver, letGo, makeRoom, own, takeBack, unpackedPath } from "./swap";

export interface Tools {
  readonly client: EngineClient;
  readonly helper: Helper;
  readonly signal: AbortSignal;
  readonly folder: string;
}

/** Puts one archive in the place of a volume's content; where that fails, the old content is there again. */
export async function restoreVolume(tools: Tools, task: Task): Promise<void> {
  const { helper } = tools;
  const { service } = task.store;
  const begun = Date.now();
  try {
    await unpacked(tools, task);
  } catch (error) {
    await takeBack(helper, service);
    throw error;
  }
  const unpackedIn = since(begun);
  const stopped = Date.now();
  await changedOver(tools, task);
  const away = since(stopped);
  await letGo(helper, service);
  const { tree } = task.archived;
  step(
    service,
    `${files(tree.files)}, ${showSize(tree.bytes)}; unpacked and compared in ${unpackedIn}, away for ${away}, healthy`,
  );
}

/** While the service goes on running. */
async function unpacked({ helper, signal, folder }: Tools, { archived }: Task): Promise<void> {
  const { service, archive, tree } = archived;
  const room = await makeRoom(helper, service);
  await unstore(join(folder, archive.file), (tar) => helper.unpack(room, tar, signal));
  const found = await treeOf(await helper.archive(unpackedPath(service), signal));
  if (found.sha256 !== tree.sha256) {
    throw new UserError(
      `${service}: what was unpacked is not what was backed up (${files(found.files)} and ${showSize(found.bytes)}, of ${files(tree.files)} and ${showSize(tree.bytes)}). The old data is in its place.`,
    );
  }
  await own(helper, service);
}

/** It has the old data back before it runs again, unless it is healthy with the new. */
async function changedOver({ client, helper, signal }: Tools, { store }: Task): Promise<void> {
  const { service, container } = store;
  try {
    await stop(client, container);
    signal.throwIfAborted();
    await changeOver(helper, service);
    await start(client, container);
    await untilHealthy(client, container, signal);
  } catch (error) {
    console.error(`${service} gets its old data back ...`);
    await stop(client, container);
    await takeBack(helper, service);
    await start(client, container);
    throw error;
  }
}

import type { EngineClient } from "../../components/engine/client";
import { showSize } from "../../components/render/units";
import type { Helper } from "../backup/helper";
import type { RestoreOptions } from "../backup/options";
import { start, stop, untilHealthy } from "../backup/pause";
import { bytesLeft, bytesOf, filesIn, leftovers, NEW } from "../backup/volumes";
import { files, step } from "../backup/words";
import { UserError } from "../../components/problem";
import type { Task } from "./choice";
import { takeBack } from "./swap";

/** @throws UserError where volumes hold something and nobody said that it may go. */
export async function requireConsent(
  client: EngineClient,
  helper: Helper,
  tasks: readonly Task[],
  { replaceData }: RestoreOptions,
): Promise<void> {
  if (replaceData) return;
  const held = await Promise.all(
    tasks.map(async ({ store: { service, volume } }) => {
      const count = await filesIn(helper, service);
      if (count === 0) return undefined;
      const { CreatedAt } = await client.get<{ CreatedAt?: string }>(`/volumes/${volume}`);
      const bytes = await bytesOf(helper, service);
      return `  ${volume}: ${files(count)}, ${showSize(bytes)}, there since ${CreatedAt ?? "an unknown time"}`;
    }),
  );
  const told = held.filter((line) => line !== undefined);
  if (told.length === 0) return;
  throw new UserError(
    [
      "Nothing was touched: the volumes hold data, which a restore deletes. Also one of a stack that has only just come up holds some.",
      ...told,
      "Where it may go, add --replace-data; to keep it, make a backup of it first.",
    ].join("\n"),
  );
}

/** Where an earlier restore was killed, its volume gets back what it held before that. */
export async function tidyUp(
  client: EngineClient,
  helper: Helper,
  tasks: readonly Task[],
  signal: AbortSignal,
): Promise<void> {
  for (const { store } of tasks) {
    const left = await leftovers(helper, store.service);
    if (left.length === 0) continue;
    step(store.service, "an earlier restore was killed: its volume gets back what it held before");
    // What is not in its place yet is in nobody's way.
    const away = left.some((name) => name !== NEW);
    if (away) await stop(client, store.container);
    await takeBack(helper, store.service);
    if (!away) continue;
    await start(client, store.container);
    await untilHealthy(client, store.container, signal);
  }
}

/** @throws UserError where there is no room for the new data beside the old. */
export async function requireRoom(helper: Helper, tasks: readonly Task[]): Promise<void> {
  for (const { store, archived } of tasks) {
    const left = await bytesLeft(helper, store.service);
    if (left >= archived.tree.bytes) continue;
    throw new UserError(
      `No data was touched: ${store.service} needs ${showSize(archived.tree.bytes)} on the engine's disk, beside what its volume holds now, and ${showSize(left)} are left.`,
    );
  }
}

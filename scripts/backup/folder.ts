import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../components/problem";
import { showSize } from "../../components/render/units";

/** A new or empty folder, for its owner alone. */
export function makeFolder(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new UserError(
      `${folder} is not empty. A backup gets a folder of its own; name another, such as ${folder}/$(date +%F).`,
    );
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}

/** What a backup that failed has written is of no use. */
export function emptyFolder(folder: string): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
}

/** @throws UserError where the folder's disk has less room than the volumes take. */
export function requireRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= bytes) return;
  throw new UserError(
    `Nothing was touched: the volumes take ${showSize(bytes)}, and the disk of ${folder} has ${showSize(free)} left. ` +
      "Name a folder on another disk, or some of the services with --service.",
  );
}

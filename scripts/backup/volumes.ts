import { UserError } from "../../components/problem";
import { pathOf, type Helper } from "./helper";
import type { Store } from "./services";

/** What a restore keeps beside the data while it is at work. */
export const NEW = ".restore-new";
export const MOVING = ".restore-moving";
export const OLD = ".restore-old";

/** Bytes that the volumes take on the engine's disk. */
export async function bytesUsed(helper: Helper, stores: readonly Store[]): Promise<number> {
  const used = await Promise.all(stores.map(({ service }) => bytesOf(helper, service)));
  return used.reduce((sum, bytes) => sum + bytes, 0);
}

export async function bytesOf(helper: Helper, service: string): Promise<number> {
  const printed = await helper.shell('du -sk "$1"', pathOf(service));
  return Number(printed.split(/\s/)[0]) * 1024;
}

/** Files in a volume, as an archive counts them: a socket is none. */
export async function filesIn(helper: Helper, service: string): Promise<number> {
  const script = 'find "$1" ! -type d ! -type s -exec printf "%.0s." {} +';
  return (await helper.shell(script, pathOf(service))).length;
}

/** Bytes that are left for a service on the disk of its volume. */
export async function bytesLeft(helper: Helper, service: string): Promise<number> {
  const printed = await helper.shell('df -Pk "$1" | tail -n 1', pathOf(service));
  return Number(printed.trim().split(/\s+/)[3]) * 1024;
}

/** What a restore that was killed has left in a volume. */
export async function leftovers(helper: Helper, service: string): Promise<string[]> {
  const script = 'cd "$1"; find . -mindepth 1 -maxdepth 1 -name ".restore-*"';
  const found = await helper.shell(script, pathOf(service));
  return found
    .split("\n")
    .filter(Boolean)
    .map((path) => path.slice("./".length));
}

/** @throws UserError where a restore was killed: its remains are no data, and the data may be either one. */
export async function refuseLeftovers(helper: Helper, stores: readonly Store[]): Promise<void> {
  for (const { service, volume } of stores) {
    const left = await leftovers(helper, service);
    if (left.length === 0) continue;
    throw new UserError(
      `Nothing was touched: a restore of ${service} was killed, and the volume ${volume} has its remains (${left.join(", ")}). ` +
        "Run that restore again, which tidies up first. Or remove them, where the data is as it should be: " +
        `docker run --rm -v ${volume}:/data busybox sh -c 'rm -rf /data/.restore-*'`,
    );
  }
}

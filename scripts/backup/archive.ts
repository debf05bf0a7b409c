import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, renameSync } from "node:fs";
import { basename } from "node:path";
import { Transform, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import type { StoredFile } from "./manifest";
import { watched, type Tree } from "./tree";

/** Data of observability is compressed already, most of it: more effort takes time and saves little. */
const LEVEL = 3;

/** Compresses a tar archive into a file as it comes. The file has its name only when it is whole. */
export async function store(
  archive: Readable,
  path: string,
  signal: AbortSignal,
): Promise<{ readonly file: StoredFile; readonly tree: Tree }> {
  const hash = createHash("sha256");
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const { through, tree } = watched(archive);
  const partial = `${path}.partial`;
  const target = createWriteStream(partial, { mode: 0o600, flags: "wx", flush: true });
  await pipeline(through, createGzip({ level: LEVEL }), meter, target, { signal });
  const whole = await tree;
  renameSync(partial, path);
  return { file: { file: basename(path), bytes, sha256: hash.digest("hex") }, tree: whole };
}

/** Hands a stored archive, unpacked from its compression, to who takes it. */
export async function unstore(
  path: string,
  take: (archive: Readable) => Promise<void>,
): Promise<void> {
  const archive = createGunzip();
  const reading = pipeline(createReadStream(path), archive);
  try {
    await Promise.all([reading, take(archive)]);
  } catch (error) {
    archive.destroy(error as Error);
    await reading.catch(() => undefined);
    throw error;
  }
}

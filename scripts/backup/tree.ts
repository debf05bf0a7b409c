import { createHash } from "node:crypto";
import { extract, type Extract } from "tar-stream";

/** So many zeros are the end of every tar archive. */
const TRAILER = 1024;

/** What a tar archive holds: enough to know whether a directory has become the same again. */
export interface Tree {
  readonly files: number;
  readonly bytes: number;
  /** Of every path with its kind, mode, owner, link and content, in whatever order they came. */
  readonly sha256: string;
}

/** Reads an archive to its end. */
export async function treeOf(archive: AsyncIterable<Buffer>): Promise<Tree> {
  const { through, tree } = watched(archive);
  let { done } = await through.next();
  while (done !== true) ({ done } = await through.next());
  return tree;
}

/** Hands an archive on, and says in the end what was in it. */
export function watched(archive: AsyncIterable<Buffer>): {
  readonly through: AsyncGenerator<Buffer>;
  readonly tree: Promise<Tree>;
} {
  const entries = extract();
  const tree = read(entries);
  // Whoever takes the stream hears of the fault first.
  tree.catch(() => undefined);
  return { through: tapped(archive, entries), tree };
}

async function* tapped(archive: AsyncIterable<Buffer>, entries: Extract): AsyncGenerator<Buffer> {
  let end = Buffer.alloc(0);
  try {
    for await (const chunk of archive) {
      end = Buffer.concat([end, chunk.subarray(-TRAILER)]).subarray(-TRAILER);
      if (!entries.write(chunk)) await drained(entries);
      yield chunk;
    }
    // An engine that cannot read on ends its answer like one that is done.
    if (end.length < TRAILER || end.some((byte) => byte !== 0)) {
      throw new Error("The engine ended the archive before its end. Why: the engine's own log.");
    }
    entries.end(undefined);
  } catch (error) {
    entries.destroy(error as Error);
    throw error;
  }
}

function drained(entries: Extract): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      entries.off("drain", settle).off("close", settle);
      if (entries.destroyed) reject(new Error("The archive ends in the middle."));
      else resolve();
    };
    entries.on("drain", settle).on("close", settle);
  });
}

async function read(entries: Extract): Promise<Tree> {
  const lines: string[] = [];
  let files = 0;
  let bytes = 0;
  for await (const entry of entries) {
    const { name, type, mode, uid, gid, size, linkname } = entry.header;
    const content = createHash("sha256");
    for await (const chunk of entry) content.update(chunk as Buffer);
    if (type !== "directory") files += 1;
    bytes += size;
    const about = [name, type, mode & 0o7777, uid, gid, size, linkname, content.digest("hex")];
    lines.push(createHash("sha256").update(JSON.stringify(about)).digest("hex"));
  }
  const sha256 = createHash("sha256").update(lines.sort().join("\n")).digest("hex");
  return { files, bytes, sha256 };
}

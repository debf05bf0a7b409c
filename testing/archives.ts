import { Readable } from "node:stream";
import { pack } from "tar-stream";

/** Returns a tar archive of one directory, in the form that the engine sends. */
export async function tar(
  files: Readonly<Record<string, string>>,
  more: object = {},
): Promise<Buffer> {
  const archive = pack();
  archive.entry({ name: "tempo/", type: "directory", mode: 0o750 });
  for (const [name, text] of Object.entries(files)) {
    archive.entry({ name: `tempo/${name}`, uid: 10001, ...more }, text);
  }
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Streams an archive in chunks that do not align with tar's blocks. */
export function stream(archive: Buffer): Readable {
  const pieces = Array.from({ length: Math.ceil(archive.length / 700) }, (_, index) =>
    archive.subarray(index * 700, (index + 1) * 700),
  );
  return Readable.from(pieces);
}

import { createHash, createHmac } from "node:crypto";

/** Path inside a volume to the text that stands there. */
export type Files = Readonly<Record<string, string>>;

/**
 * A directory whose name changes with its files. A service that is given such a path is replaced
 * when one of them changes, and never sees a file that an earlier configuration left behind.
 */
export function hashedDirectory(parent: string, files: Files): { path: string; files: Files } {
  const path = `${parent}/${contentHash(files)}`;
  return {
    path,
    files: Object.fromEntries(
      Object.entries(files).map(([name, content]) => [`${path}/${name}`, content]),
    ),
  };
}

/** A path by which a file is known again when the directory that is named after the content has another name. */
export function withoutContentHash(path: string): string {
  return path.replace(/\/[0-9a-f]{12}(?=\/|$)/g, "");
}

/** Another one for other files, paths included. */
export function contentHash(files: Files): string {
  return shortHash(JSON.stringify(Object.entries(files).sort()));
}

/** The same of one secret file: who has not the key can try no guess of what it says. */
export function keyedHash(path: string, content: string, key: string): string {
  return createHmac("sha256", key).update(`${path}\n${content}`).digest("hex").slice(0, 12);
}

export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

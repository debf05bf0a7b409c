import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { Refusal } from "../stack/refusal";

/** Tells which files an earlier render wrote: those, and no others, may be removed. */
const LIST = ".rendered-files";

/**
 * Writes files into a folder that is new, empty or of an earlier render, whose files go.
 *
 * @throws Refusal where a file that is somebody else's could be touched.
 */
export function writeFolder(folder: string, files: ReadonlyMap<string, string>): void {
  const earlier = earlierFiles(folder);
  const foreign = [...files.keys()].filter(
    (file) => !earlier.includes(file) && existsSync(join(folder, file)),
  );
  if (foreign.length > 0) {
    throw new Refusal(`--out: ${foreign.join(", ")} in ${folder} ${NOT_OURS}`);
  }
  for (const file of earlier) remove(folder, file);
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text, { flag: "wx" });
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, LIST), `${[...files.keys()].sort().join("\n")}\n`);
}

const NOT_OURS =
  "was not written by render, which overwrites nothing else. Give a new or empty folder, or one that render wrote.";

function earlierFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const list = join(folder, LIST);
  if (existsSync(list)) {
    const files = readFileSync(list, "utf8").split("\n").filter(Boolean);
    const inside = resolve(folder) + sep;
    if (files.every((file) => resolve(folder, file).startsWith(inside))) return files;
    throw new Refusal(`--out: ${list} names files outside ${folder}. Give a new folder.`);
  }
  if (readdirSync(folder).length > 0) throw new Refusal(`--out: ${folder} ${NOT_OURS}`);
  return [];
}

/** The file, and the folders that are empty without it. */
function remove(folder: string, file: string): void {
  rmSync(join(folder, file), { force: true });
  for (let at = dirname(file); at !== "."; at = dirname(at)) {
    const parent = join(folder, at);
    if (!existsSync(parent)) continue;
    if (readdirSync(parent).length > 0) return;
    rmdirSync(parent);
  }
}

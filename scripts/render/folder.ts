import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { UserError } from "../../components/problem";

/** Tells which files an earlier render wrote: those, and no others, may be removed. */
const LIST = ".rendered-files";

/**
 * Writes files into a folder that is new, empty or of an earlier render, whose files go.
 *
 * @throws UserError where a file that is somebody else's could be touched.
 */
export function writeFolder(folder: string, files: ReadonlyMap<string, string>): void {
  refuseOtherThanFolder(folder);
  const earlier = earlierFiles(folder);
  for (const file of [...earlier, ...files.keys()]) refuseWayOut(folder, file);
  const foreign = [...files.keys()].filter(
    (file) => !earlier.includes(file) && kindOf(join(folder, file)) !== "nothing",
  );
  if (foreign.length > 0) {
    throw new UserError(`--out: ${foreign.join(", ")} in ${folder} ${NOT_OURS}`);
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

/** A link counts as what it is, not as what it leads to. */
function kindOf(path: string): "nothing" | "folder" | "link" | "other" {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return "nothing";
  if (found.isSymbolicLink()) return "link";
  return found.isDirectory() ? "folder" : "other";
}

/** `--out` itself may be a link to a folder; below and above it, there can be no folder in a file. */
function refuseOtherThanFolder(folder: string): void {
  let at = resolve(folder);
  while (!existsSync(at)) at = dirname(at);
  if (!statSync(at).isDirectory()) {
    throw new UserError(`--out: ${at} is not a folder. Give a new or empty one.`);
  }
}

/** A link among a file's parents leads what is written or removed out of the folder, whatever the file's name says. */
function refuseWayOut(folder: string, file: string): void {
  const parents = dirname(file) === "." ? [] : dirname(file).split(sep);
  for (const index of parents.keys()) {
    const parent = join(folder, ...parents.slice(0, index + 1));
    const kind = kindOf(parent);
    if (kind === "nothing") return;
    if (kind !== "folder") {
      throw new UserError(
        `--out: ${parent} is ${kind === "link" ? "a symbolic link" : "a file"}, where render has a folder. Give a new folder.`,
      );
    }
  }
  if (kindOf(join(folder, file)) === "folder") {
    throw new UserError(
      `--out: ${join(folder, file)} is a folder, where render has a file. Give a new folder.`,
    );
  }
}

function earlierFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const list = join(folder, LIST);
  if (!["nothing", "other"].includes(kindOf(list))) {
    throw new UserError(`--out: ${list} is not a file that render wrote. Give a new folder.`);
  }
  if (existsSync(list)) {
    const files = readFileSync(list, "utf8").split("\n").filter(Boolean);
    const inside = resolve(folder) + sep;
    if (files.every((file) => resolve(folder, file).startsWith(inside))) {
      return files.map((file) => relative(folder, resolve(folder, file)));
    }
    throw new UserError(`--out: ${list} names files outside ${folder}. Give a new folder.`);
  }
  if (readdirSync(folder).length > 0) throw new UserError(`--out: ${folder} ${NOT_OURS}`);
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

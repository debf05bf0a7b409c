// Lets Node run the project's TypeScript, for `node --require`. A program and all that it imports become one file, which
// loads in a fraction of the time of its hundreds of sources. It is rebuilt as soon as one of them has changed.
// Plain JavaScript: it runs before TypeScript can.
const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { dirname, join, relative } = require("node:path");

const root = join(__dirname, "..");
const cache = join(root, "node_modules", ".cache", "container-observability");

/** Needed once in a process, or with files of their own beside them. */
const EXTERNAL = ["@pulumi/*", "esbuild", "playwright-core", "prettier", "ssh2"];

// What Node compiled is read from the disk the next time, where this Node can do that.
Module.enableCompileCache?.(join(cache, "compiled"));

Module._extensions[".ts"] = (module, file) => module._compile(read(file) ?? make(file), file);

/** The file built from a program, if it exists and none of its sources changed. Its first line lists them. */
function read(program) {
  let text;
  try {
    text = readFileSync(fileOf(program), "utf8");
  } catch {
    return undefined;
  }
  const end = text.indexOf("\n");
  const made = JSON.parse(text.slice("//".length, end));
  return isCurrent(made) ? text : undefined;
}

function isCurrent({ node, sources }) {
  return (
    node === process.version && Object.entries(sources).every(([path, is]) => is === state(path))
  );
}

function foldersOf(path) {
  const folder = dirname(path);
  // In the project's own there is nothing to import, but much that changes.
  return folder === "." ? [] : [folder, ...foldersOf(folder)];
}

/** A folder changes when a file is added, which may be the one that an import means from then on. */
function state(path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return "none";
  return found.isDirectory() ? `${found.mtimeMs}` : `${found.mtimeMs} ${found.size}`;
}

function make(program) {
  const began = Date.now();
  const { metafile, outputFiles } = require("esbuild").buildSync({
    absWorkingDir: root,
    entryPoints: [program],
    bundle: true,
    external: EXTERNAL,
    format: "cjs",
    logLevel: "error",
    metafile: true,
    outdir: cache,
    platform: "node",
    target: `node${process.versions.node}`,
    write: false,
  });
  const code = outputFiles[0].text;
  const files = Object.keys(metafile.inputs);
  const folders = files.filter((file) => !file.startsWith("node_modules/")).flatMap(foldersOf);
  const paths = [...files, ...folders, "package-lock.json", "scripts/typescript.cjs"];
  const sources = Object.fromEntries(paths.map((path) => [path, state(path)]));
  const text = `//${JSON.stringify({ node: process.version, sources })}\n${code}`;
  // A source that was written meanwhile may have been read before that.
  const changed = paths.some((path) => statSync(join(root, path)).mtimeMs >= began);
  if (!changed) keep(program, text);
  return text;
}

/** Programs may start at the same time: each sees a whole file. If nothing can be written, each start builds it again. */
function keep(program, text) {
  const file = fileOf(program);
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(unfinished, text);
    renameSync(unfinished, file);
  } catch (error) {
    if (!["EACCES", "ENOSPC", "ENOTDIR", "EPERM", "EROFS"].includes(error.code)) throw error;
  }
}

function fileOf(program) {
  return join(cache, `${relative(root, program).replaceAll("/", "-").replace(/\.ts$/, "")}.js`);
}

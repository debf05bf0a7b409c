import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { withoutContentHash } from "../components/render/content-hash";
import { renderedFiles } from "../components/plan/files";
import { cases } from "../testing/cases";
import { settingsWith } from "../testing/settings";
import { root } from "./stack/attach";

/**
 * Writes the rendered files of each case into tests/golden, so that a pull request shows how they change. A file
 * that is the same as with the defaults stands there only, so that no change is to be read more than once.
 * With --check it writes nothing and fails where they differ.
 */
const folder = join(root, "tests", "golden");
const PLAIN = "defaults";
const check = process.argv.includes("--check");

const rendered = (name: string) =>
  Object.entries(renderedFiles(cases[name] ?? settingsWith())).flatMap(([service, files]) =>
    Object.entries(files).map(([path, text]) => ({ file: inService(service, path), text })),
  );
const plain = new Map(rendered(PLAIN).map(({ file, text }) => [file, text]));

const wanted = new Map(
  Object.keys(cases).flatMap((name) =>
    rendered(name)
      .filter(({ file, text }) => name === PLAIN || plain.get(file) !== text)
      .map(({ file, text }) => [join(folder, name, file), text]),
  ),
);

const there = existsSync(folder)
  ? readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  : [];

if (check) {
  const stale = there.filter((file) => !wanted.has(file));
  const different = [...wanted].filter(
    ([file, text]) => !existsSync(file) || readFileSync(file, "utf8") !== text,
  );
  const all = [...stale, ...different.map(([file]) => file)];
  if (all.length > 0) {
    console.error(`Not as rendered now: ${all.map((file) => relative(folder, file)).join(", ")}`);
    console.error("If the change is meant: npm run golden, and look at the diff.");
    process.exitCode = 1;
  }
} else {
  rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of wanted) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  console.log(`${wanted.size} files in ${relative(process.cwd(), folder)}`);
}

/** The hash in a directory's name says nothing to a reader, and would hide the diff behind a rename. */
function inService(service: string, path: string): string {
  return join(service, withoutContentHash(path));
}

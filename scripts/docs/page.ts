import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../stack/attach";
import { formatted } from "../write-formatted";

/**
 * Writes a page under docs/, in the form that `npm run check` requires. With --check it writes nothing, and fails if the
 * page differs.
 */
export async function writePage(
  page: string,
  text: (before: string) => string | Promise<string>,
): Promise<void> {
  const file = join(root, "docs", page);
  const before = readFileSync(file, "utf8");
  const after = await formatted(file, await text(before));
  if (before === after) return;
  if (!process.argv.includes("--check")) {
    writeFileSync(file, after);
    return;
  }
  console.error(`docs/${page} differs from what the sources say. Run: npm run docs`);
  process.exitCode = 1;
}

/** The page with this text between two marks of its own. */
export function between(
  page: string,
  [begin, end]: readonly [string, string],
  text: string,
): string {
  const [before = "", rest = ""] = page.split(begin);
  return `${before}${begin}\n\n${text}\n\n${end}${rest.split(end)[1] ?? ""}`;
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(__dirname, "..");

/** Folders whose pages are part of the docs, including those in their subfolders. */
const FOLDERS = ["bench", "docs", "examples"];
const NO_PAGES = new Set(["node_modules", "dist", ".pulumi-local"]);

/** Returns the path of every page of the docs, relative to the project. */
export function pages(): string[] {
  const top = readdirSync(root).filter((file) => file.endsWith(".md"));
  return [...top, ...FOLDERS.flatMap(pagesBelow)].sort();
}

function pagesBelow(folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return NO_PAGES.has(entry.name) ? [] : pagesBelow(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

export function read(page: string): string {
  return readFileSync(join(root, page), "utf8");
}

/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  /** Line of the opening fence, starting at 1. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** Marked by `<!-- illustrative -->` on the line before it: it cannot be run unchanged. */
  readonly illustrative: boolean;
  /** Marked by `<!-- output -->`: the command block before it prints each of its lines. */
  readonly output: boolean;
}

const FENCE = /^( *)(`{3,}|~{3,})(\S*)/;

export function blocksOf(page: string): Block[] {
  return parseBlocks(page, read(page));
}

export function parseBlocks(page: string, text: string): Block[] {
  const lines = text.split("\n");
  const found: Block[] = [];
  for (let index = 0; index < lines.length; index++) {
    const [, indent = "", fence, language = ""] = FENCE.exec(lines[index] ?? "") ?? [];
    if (fence === undefined) continue;
    const end = lines.findIndex((line, at) => at > index && line.trim() === fence);
    if (end === -1) throw new Error(`${page}:${index + 1}: the block has no end`);
    const marker = lines
      .slice(0, index)
      .findLast((line) => line.trim() !== "")
      ?.trim();
    found.push({
      page,
      line: index + 1,
      language,
      text: lines
        .slice(index + 1, end)
        .map((line) => line.slice(indent.length))
        .join("\n"),
      illustrative: /^<!-- illustrative(: .+)? -->$/.test(marker ?? ""),
      output: marker === "<!-- output -->",
    });
    index = end;
  }
  return found;
}

/** Whether the tests run the block: a command block that is not illustrative. */
export function isRun({ language, illustrative }: Block): boolean {
  return language === "bash" && !illustrative;
}

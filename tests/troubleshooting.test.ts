import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { read } from "../testing/pages";
import { project, sources } from "../testing/project-files";
import { visitNodes } from "../testing/syntax";

/** Messages of Pulumi and Docker, which the page also quotes. */
const FOREIGN = [
  "incorrect passphrase",
  "passphrase must be set",
  "the stack is currently locked by … lock(s)",
  "no stack named …",
  "network with name … already exists",
  "volume is in use",
  "network … has active endpoints",
  "resource … cannot be deleted",
];

/** Every string in the program and the commands, with `…` for each inserted value. */
const strings = sources("components", "scripts", "index.ts").flatMap(stringsIn);
const start = readFileSync(join(project, "scripts", "start.cjs"), "utf8").replaceAll(
  /\$\{[^}]*\}/g,
  "…",
);
const printed = [...strings, start].join("\n");

function stringsIn(file: string): string[] {
  const found: string[] = [];
  visitNodes(file, (node) => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    if (ts.isTemplateExpression(node)) {
      const rest = node.templateSpans.map(({ literal }) => literal.text);
      found.push([node.head.text, ...rest].join("…"));
    }
  });
  return found;
}

/** Returns the messages in the first column of tables with the header "message". */
function quotedMessages(page: string): string[] {
  const rows: string[] = [];
  let inTable = false;
  for (const line of page.split("\n")) {
    if (line.startsWith("| message ")) inTable = true;
    else if (!line.startsWith("|")) inTable = false;
    if (inTable) rows.push(line.split("|")[1] ?? "");
  }
  return rows.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = ""]) => text));
}

/** Returns the longest part of a message without an inserted value. */
function longestPart(message: string): string {
  const parts = message.split(/…|: /).map((part) => part.trim());
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), "");
}

describe("the messages that docs/operate/troubleshooting.md quotes", () => {
  const messages = quotedMessages(read("docs/operate/troubleshooting.md"));

  it("are found", () => {
    expect(messages.length).toBeGreaterThan(40);
    expect(messages).toEqual(expect.arrayContaining(FOREIGN));
  });

  it.each(messages.filter((message) => !FOREIGN.includes(message)))("%s", (message) => {
    const part = longestPart(message);
    expect(printed.includes(part), `no message contains "${part}"`).toBe(true);
  });
});

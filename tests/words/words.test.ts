import { expect, it } from "vitest";
import { pages } from "../../testing/pages";
import { sources } from "../../testing/project-files";
import { AVOIDED, type Avoided } from "./list";
import { proseOf, stringsOf, type Text } from "./texts";

const PROGRAM = sources("bench", "components", "demo", "policy", "scripts", "index.ts");
/** Entries of released versions stay as they were. */
const PAGES = pages().filter((page) => page !== "CHANGELOG.md");

function hits({ file, line, text }: Text, list: readonly Avoided[]): string[] {
  return list.flatMap(({ pattern, instead }) => {
    const found = pattern.exec(text);
    return found === null ? [] : [`${file}:${line}: "${found[0]}". Instead: ${instead}`];
  });
}

/** A shell script that the program writes. */
const isScript = ({ text }: Text) => text.startsWith("#!");

it.each([
  ["messages", PROGRAM.flatMap(stringsOf).filter((text) => !isScript(text))],
  ["pages", PAGES.flatMap(proseOf)],
])("no wording of the list is in the %s", (_kind, texts) => {
  expect(texts.length).toBeGreaterThan(1000);
  expect(texts.flatMap((text) => hits(text, AVOIDED))).toEqual([]);
});

it("the list finds a wording", () => {
  const text = (words: string): Text => ({ file: "f", line: 1, text: words });
  expect(hits(text("The engine is asked."), AVOIDED)).toHaveLength(1);
  expect(hits(text("Port 3000 is no valid port."), AVOIDED)).toHaveLength(1);
  expect(hits(text("There is no port 3000."), AVOIDED)).toEqual([]);
});

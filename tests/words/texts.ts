import ts from "typescript";
import { read } from "../../testing/pages";
import { visitNodes } from "../../testing/syntax";

/** A text that people read: a line of Markdown, or a string of a program with a space in it. */
export interface Text {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Lines of a page outside of code blocks. */
export function proseOf(file: string): Text[] {
  let fence = "";
  return read(file)
    .split("\n")
    .flatMap((line, index) => {
      const [, mark = ""] = /^ *(`{3,})/.exec(line) ?? [];
      if (mark !== "" && (fence === "" || mark === fence)) fence = fence === "" ? mark : "";
      if (mark !== "" || fence !== "") return [];
      return [{ file, line: index + 1, text: withoutCode(line) }];
    });
}

/** Strings of a program's file. */
export function stringsOf(file: string): Text[] {
  const found: Text[] = [];
  visitNodes(file, (node, tree) => {
    if (!isText(node) || !node.text.includes(" ")) return;
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
    found.push({ file, line, text: withoutCode(node.text) });
  });
  return found;
}

/** Leaves out code spans, whose words are not prose. */
function withoutCode(text: string): string {
  return text.replace(/`[^`]*`/g, "`…`");
}

function isText(node: ts.Node): node is ts.LiteralLikeNode {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node)
  );
}

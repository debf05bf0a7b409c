import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { project } from "../../testing/project-files";

/** A text that people read: a line of Markdown, a comment, or a string with a space in it. */
export interface Text {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly isComment: boolean;
}

/** Texts of a file, by its extension. */
export function textsOf(file: string): Text[] {
  const source = readFileSync(join(project, file), "utf8");
  if (file.endsWith(".md")) return prose(file, source);
  if (/\.ya?ml$/.test(file)) return yamlComments(file, source);
  return codeTexts(file, source);
}

/** Lines outside of code blocks, without code spans. */
function prose(file: string, source: string): Text[] {
  let fence = "";
  return source.split("\n").flatMap((line, index) => {
    const [, mark = ""] = /^ *(`{3,})/.exec(line) ?? [];
    if (mark !== "" && (fence === "" || mark === fence)) fence = fence === "" ? mark : "";
    if (mark !== "" || fence !== "") return [];
    return [{ file, line: index + 1, text: withoutCode(line), isComment: false }];
  });
}

/** Leaves out code spans, whose words are not prose. */
function withoutCode(text: string): string {
  return text.replace(/`[^`]*`/g, "`…`");
}

function yamlComments(file: string, source: string): Text[] {
  return source.split("\n").flatMap((line, index) => {
    const comment = /(?:^|\s)#\s?(.*)/.exec(line)?.[1];
    return comment === undefined ? [] : [{ file, line: index + 1, text: comment, isComment: true }];
  });
}

function codeTexts(file: string, source: string): Text[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found = new Map<number, Text>();
  const add = (position: number, text: string, isComment: boolean) => {
    const line = tree.getLineAndCharacterOfPosition(position).line + 1;
    found.set(position, { file, line, text: withoutCode(text), isComment });
  };
  const visit = (node: ts.Node): void => {
    const before = ts.getLeadingCommentRanges(source, node.getFullStart()) ?? [];
    const after = ts.getTrailingCommentRanges(source, node.getEnd()) ?? [];
    for (const { pos, end } of [...before, ...after]) {
      add(pos, commentText(source.slice(pos, end)), true);
    }
    if (isText(node) && node.text.includes(" ")) add(node.getStart(tree), node.text, false);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return [...found.values()];
}

function isText(node: ts.Node): node is ts.LiteralLikeNode {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node)
  );
}

/** Removes the marks of a comment, and joins its lines. */
function commentText(comment: string): string {
  return comment
    .replace(/^\/\*+|\*\/$|^\/\//g, "")
    .replace(/\n\s*\*? ?/g, " ")
    .trim();
}

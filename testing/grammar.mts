import { parser as logql } from "@grafana/lezer-logql";
import { parser as traceql } from "@grafana/lezer-traceql";
import { parser as promql } from "@prometheus-io/lezer-promql";
import type { Language } from "./expressions.js";

/** The grammars that Grafana's editors use for the three languages. */
const parsers = { promql, logql, traceql };

export interface SyntaxNode {
  readonly name: string;
  readonly text: string;
  readonly children: readonly SyntaxNode[];
}

export function parse(language: Language, text: string): SyntaxNode {
  const root = { name: "root", text, children: [] as SyntaxNode[] };
  const open = [root];
  parsers[language].parse(text).iterate({
    enter: ({ name, from, to }) => {
      const node = { name, text: text.slice(from, to), children: [] };
      open.at(-1)?.children.push(node);
      open.push(node);
    },
    leave: () => {
      open.pop();
    },
  });
  return root;
}

/** Returns every node with one of these names, outermost first. */
export function nodes(root: SyntaxNode, ...names: readonly string[]): SyntaxNode[] {
  const found = root.children.flatMap((child) => nodes(child, ...names));
  return names.includes(root.name) ? [root, ...found] : found;
}

/** Returns the places at which the text does not match the grammar; empty if it is valid. */
export function syntaxErrors(language: Language, text: string): string[] {
  return nodes(parse(language, text), "⚠").map((node) => `at "${node.text}"`);
}

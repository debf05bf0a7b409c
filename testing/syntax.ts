import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { project } from "./project-files";

/** Visits every node of a TypeScript file, given by its path in the project. */
export function visitNodes(
  file: string,
  visit: (node: ts.Node, tree: ts.SourceFile) => void,
): void {
  const source = readFileSync(join(project, file), "utf8");
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const visitBelow = (node: ts.Node): void => {
    visit(node, tree);
    ts.forEachChild(node, visitBelow);
  };
  visitBelow(tree);
}

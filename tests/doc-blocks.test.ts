import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { loadAll } from "js-yaml";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { blocksOf, pages, parseBlocks, root, type Block } from "../testing/pages";

/**
 * Allowed languages of fenced blocks. e2e/docs.test.ts runs commands that are not marked as illustrative. Data must
 * parse, and TypeScript must compile against the components' types.
 */
const LANGUAGES = ["bash", "ts", "json", "yaml", "text", "mermaid", "promql", "diff"];
/** Languages that are not checked. Their blocks must be marked as illustrative. */
const UNCHECKED = ["python", "go", "markdown", "dockerfile", "hcl"];

const all = pages().flatMap(blocksOf);
const of = (...languages: string[]) => all.filter(({ language }) => languages.includes(language));
const where = ({ page, line }: Block) => `${page}:${line}`;

describe("fenced blocks in the docs", () => {
  it("are found", () => {
    expect(of("bash").length).toBeGreaterThan(10);
    const text =
      "a\n\n<!-- illustrative: why -->\n\n```bash\nfalse\n```\n\n  ```json\n  {}\n  ```\n";
    expect(parseBlocks("p", text)).toMatchObject([
      { line: 5, language: "bash", text: "false", illustrative: true },
      { line: 9, language: "json", text: "{}", illustrative: false },
    ]);
  });

  it("each have a language that is run or checked, or are marked as illustrative", () => {
    const unknown = all.filter(
      ({ language, illustrative }) =>
        !LANGUAGES.includes(language) && !(UNCHECKED.includes(language) && illustrative),
    );
    expect(unknown.map((block) => `${where(block)} ${block.language}`)).toEqual([]);
  });

  it("show output only after commands that are run", () => {
    for (const block of all.filter(({ output }) => output)) {
      const command = all.findLast(({ page, line }) => page === block.page && line < block.line);
      expect(command, where(block)).toMatchObject({ language: "bash", illustrative: false });
    }
  });

  it("are valid bash commands", () => {
    for (const block of of("bash")) {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: block.text, encoding: "utf8" });
      expect(status, `${where(block)}: ${stderr}`).toBe(0);
    }
  });

  it("are commands that do not prompt, if they are run", () => {
    const asking = of("bash").filter(
      ({ illustrative, text }) =>
        !illustrative &&
        text
          .split("\n")
          .some((line) => /npm run (up|down)\b/.test(line) && !/--yes|-y\b/.test(line)),
    );
    expect(asking.map(where)).toEqual([]);
  });

  it("are data that parses", () => {
    for (const block of of("json")) {
      expect(() => JSON.parse(block.text) as unknown, where(block)).not.toThrow();
    }
    for (const block of of("yaml")) {
      expect(() => loadAll(block.text), where(block)).not.toThrow();
    }
  });

  it("are programs that compile against the components' types", { timeout: 60_000 }, () => {
    expect(typeErrors(of("ts"))).toEqual([]);
  });
});

/**
 * Compiles each block as a file in the project's folder, and returns the errors. The package name resolves to the
 * components.
 */
function typeErrors(blocks: readonly Block[]): string[] {
  const files = new Map(
    blocks.map((block, index) => [join(root, `doc-block-${index}.ts`), block] as const),
  );
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) =>
    ts.sys.readFile(path),
  ) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const checked: ts.CompilerOptions = {
    ...options,
    noEmit: true,
    noUnusedLocals: false,
    skipLibCheck: true,
    paths: { "container-observability": [join(root, "components", "index.ts")] },
  };
  const host = ts.createCompilerHost(checked);
  const fileExists = host.fileExists.bind(host);
  host.fileExists = (path) => files.has(path) || fileExists(path);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (path, version, ...more) => {
    const block = files.get(path);
    // A block without an import or export would share its names with the other blocks.
    return block === undefined
      ? getSourceFile(path, version, ...more)
      : ts.createSourceFile(path, `${block.text}\nexport {};\n`, version);
  };
  const program = ts.createProgram([...files.keys()], checked, host);
  return [...files].flatMap(([path, block]) => {
    const source = program.getSourceFile(path);
    return [
      ...program.getSyntacticDiagnostics(source),
      // An illustration may omit code.
      ...(block.illustrative ? [] : program.getSemanticDiagnostics(source)),
    ].map(
      ({ messageText }) => `${where(block)}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  });
}

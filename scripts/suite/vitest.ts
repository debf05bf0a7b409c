import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type FileResult, readResults, type VitestJson } from "./results";

export interface VitestRun {
  readonly results: readonly FileResult[];
  /** Everything that it printed. */
  readonly output: string;
}

export interface VitestOptions {
  readonly root: string;
  /** Of vitest.config.mts. */
  readonly project: "unit" | "e2e" | "package";
  /** A file; without one, all of the project's. */
  readonly file?: string;
  /** A command that runs Vitest's command line, which it gets as its arguments. */
  readonly through?: string | undefined;
  readonly environment?: NodeJS.ProcessEnv | undefined;
  /** Gets the output while it is printed. */
  readonly onOutput?: (text: string) => void;
}

/** Runs Vitest in a process of its own. A run without results counts as one failed file. */
export async function runVitest(options: VitestOptions): Promise<VitestRun> {
  const { root, project, file, through, environment, onOutput } = options;
  const folder = mkdtempSync(join(tmpdir(), "suite-"));
  const json = join(folder, "results.json");
  const errors = join(folder, "setup-errors");
  const words = [
    ...(through === undefined ? [] : [process.execPath]),
    ...[join(root, "node_modules", "vitest", "vitest.mjs"), "run"],
    ...["--project", project, ...(file === undefined ? [] : [file])],
    ...["--reporter=default", "--reporter=json", `--outputFile.json=${json}`],
    `--reporter=${join(root, "scripts", "suite", "setup-errors.mjs")}`,
  ];
  try {
    const output = await printedBy(through ?? process.execPath, words, {
      cwd: root,
      env: { ...process.env, ...environment, SETUP_ERRORS: errors },
      onOutput,
    });
    if (!existsSync(json)) {
      const result = { file: file ?? project, seconds: 0, tests: [], errors: [output] };
      return { results: [result], output };
    }
    const lines = existsSync(errors) ? readFileSync(errors, "utf8").split("\n") : [];
    const setupErrors = lines.filter(Boolean).map((line) => JSON.parse(line) as string);
    const results = readResults(
      JSON.parse(readFileSync(json, "utf8")) as VitestJson,
      setupErrors,
      (path) => relative(root, path),
    );
    return { results, output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function printedBy(
  program: string,
  words: readonly string[],
  {
    cwd,
    env,
    onOutput,
  }: { cwd: string; env: NodeJS.ProcessEnv; onOutput: VitestOptions["onOutput"] },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text: string) => {
        output += text;
        onOutput?.(text);
      });
    }
    child.on("error", reject);
    child.on("close", () => {
      resolve(output);
    });
  });
}

import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { project } from "../../testing/project-files";

let folder: string;

/** A project with one program, of two sources that were written a while ago. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "typescript-"));
  mkdirSync(join(folder, "scripts"));
  mkdirSync(join(folder, "node_modules"));
  const loader = join("scripts", "typescript.cjs");
  cpSync(join(project, loader), join(folder, loader));
  symlinkSync(join(project, "node_modules", "esbuild"), join(folder, "node_modules", "esbuild"));
  write("package-lock.json", "{}");
  write("src/part/index.ts", 'export const part: string = "one";');
  write("program.ts", 'import { part } from "./src/part";\nconsole.log(part);');
});

function write(path: string, text: string, ageSeconds = 60): void {
  const file = join(folder, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
  const time = Date.now() / 1000 - ageSeconds;
  for (const changed of [file, join(file, "..")]) utimesSync(changed, time, time);
}

function run(): string {
  const words = ["--require=./scripts/typescript.cjs", "./program.ts"];
  const { stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: "utf8" });
  return stdout.trim() || stderr;
}

const withoutEsbuild = () => {
  rmSync(join(folder, "node_modules", "esbuild"));
};

describe("a program in TypeScript", () => {
  it("is one file, built once", () => {
    expect(run()).toBe("one");
    const cache = join(folder, "node_modules", ".cache", "container-observability");
    expect(readdirSync(cache)).toContain("program.js");
    withoutEsbuild();
    expect(run()).toBe("one");
  });

  it("is rebuilt when a source changed, also within its length", () => {
    expect(run()).toBe("one");
    write("src/part/index.ts", 'export const part: string = "two";', 30);
    expect(run()).toBe("two");
  });

  it("is rebuilt when an import means another file than before", () => {
    expect(run()).toBe("one");
    write("src/part.ts", 'export const part: string = "new";', 30);
    expect(run()).toBe("new");
  });

  it("is rebuilt when a source is gone, and says so", () => {
    expect(run()).toBe("one");
    rmSync(join(folder, "src/part"), { recursive: true });
    expect(run()).toContain('Could not resolve "./src/part"');
  });

  it("is rebuilt when a package may have changed", () => {
    expect(run()).toBe("one");
    write("package-lock.json", "{ }", 30);
    withoutEsbuild();
    expect(run()).toContain("Cannot find module 'esbuild'");
  });

  it("is not kept when a source was written while it was made", () => {
    write("src/part/index.ts", 'export const part: string = "one";', -60);
    expect(run()).toBe("one");
    withoutEsbuild();
    expect(run()).toContain("Cannot find module 'esbuild'");
  });

  it("runs where nothing can be kept", () => {
    writeFileSync(join(folder, "node_modules", ".cache"), "no folder");
    expect(run()).toBe("one");
  });
});

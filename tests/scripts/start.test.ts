import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { project } from "../../testing/project-files";

let folder: string;

/** Stands in for npm: notes what it was asked for, and installs what a package.json lists. */
const NPM = `
const { appendFileSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const words = process.argv.slice(2);
appendFileSync(process.env.CALLS, \`\${process.cwd().split("/").pop()} \${words.join(" ")}\\n\`);
if (process.env.FAILS) process.exit(1);
const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
const all = words.includes("--include=dev") ? { ...dependencies, ...devDependencies } : dependencies;
for (const name of Object.keys(all)) mkdirSync(\`node_modules/\${name}\`, { recursive: true });
writeFileSync("node_modules/.package-lock.json", "{}");
`;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "start-")), "root");
  mkdirSync(join(folder, "scripts"), { recursive: true });
  mkdirSync(join(folder, "demo"));
  cpSync(join(project, "scripts", "start.cjs"), join(folder, "scripts", "start.cjs"));
  writeFileSync(join(folder, "npm.js"), NPM);
  manifest("", { dependencies: { one: "1.0.0" }, devDependencies: { tester: "1.0.0" } });
  manifest("demo", { dependencies: { sdk: "1.0.0" } });
});

function manifest(at: string, packages: object): void {
  writeFileSync(join(folder, at, "package.json"), JSON.stringify(packages));
  writeFileSync(join(folder, at, "package-lock.json"), "{}");
}

/** Starts no command: only installs what one needs. */
function start(words: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const CALLS = join(folder, "calls");
  writeFileSync(CALLS, "");
  const { status, stderr } = spawnSync(process.execPath, ["scripts/start.cjs", ...words], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, npm_execpath: join(folder, "npm.js"), CALLS, ...more },
  });
  const calls = readFileSync(CALLS, "utf8").trim().split("\n").filter(Boolean);
  return { status, stderr, calls: calls.map((call) => call.split(" --ignore-scripts ").join(" ")) };
}

const CI = "--no-audit --no-fund --loglevel=error";

describe("the start of a command", () => {
  it("installs what the program runs with, once", () => {
    expect(start([]).calls).toEqual([`root ci --omit=dev ${CI}`]);
    expect(start([])).toMatchObject({ status: 0, calls: [], stderr: "" });
    expect(existsSync(join(folder, "node_modules", "tester"))).toBe(false);
  });

  it("adds what development needs, and keeps it", () => {
    start([]);
    const development = ["--with", "development"];
    expect(start(development).calls).toEqual([
      `root ci --include=dev ${CI}`,
      `demo ci --include=dev ${CI}`,
    ]);
    expect(start(development).calls).toEqual([]);
    expect(start([]).calls).toEqual([]);
  });

  it("adds what the demo needs, without what development does", () => {
    expect(start(["--with", "demo"]).calls).toEqual([
      `root ci --omit=dev ${CI}`,
      `demo ci --omit=dev ${CI}`,
    ]);
  });

  it.each([
    [[], "--omit=dev"],
    [["--with", "development"], "--include=dev"],
  ])("installs again what was there when the lock file changed: %j", (words, kind) => {
    start(words);
    const later = Date.now() / 1000 + 60;
    utimesSync(join(folder, "package-lock.json"), later, later);
    expect(start([]).calls).toEqual([`root ci ${kind} ${CI}`]);
  });

  it("says what it wanted when npm fails", () => {
    const { status, stderr } = start([], { FAILS: "yes" });
    expect(status).toBe(1);
    expect(stderr).toContain("npm ci failed. The packages (one and others)");
    expect(stderr).toContain("docs/how-to/restricted-networks.md");
  });
});

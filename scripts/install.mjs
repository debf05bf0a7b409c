// Makes the project's dependencies ready. Plain Node: it runs in a bare clone, before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = [20, 19];

const root = fileURLToPath(new URL("..", import.meta.url));
const lock = join(root, "package-lock.json");
const installed = join(root, "node_modules", ".package-lock.json");

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  fail(
    `Node ${process.versions.node} is too old: ${OLDEST_NODE.join(".")} or later is needed. Install it from your distribution or nodejs.org.`,
  );
}

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  console.error("Installing the dependencies (npm ci) ...");
  // npm, by the very program that runs this script: it may not be on the PATH.
  const npm = process.env.npm_execpath;
  const [program, prefix] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const { status, error } = spawnSync(
    program,
    // No script of a dependency is needed, nor the package that this project can be built into.
    [
      ...prefix,
      "ci",
      "--ignore-scripts",
      "--include=dev",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ],
    { cwd: root, stdio: ["ignore", 2, 2] },
  );
  if (status !== 0) {
    const wanted = Object.keys(
      JSON.parse(readFileSync(join(root, "package.json"), "utf8")).dependencies,
    );
    fail(
      `npm ci failed${error ? `: ${error.message}` : ""}. The packages (${wanted.join(", ")} and others) come from the registry that npm is set to; see docs/restricted-networks.md.`,
    );
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

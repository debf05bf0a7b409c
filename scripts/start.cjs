// Starts one of the project's commands: node scripts/start.cjs [--with development|demo] NAME [ARGUMENT ...] runs scripts/NAME.ts
// once the packages that it needs are installed. Plain JavaScript of an old kind: it runs in a bare clone, by any Node.
const { spawnSync } = require("node:child_process");
const { existsSync, readFileSync, statSync } = require("node:fs");
const { join } = require("node:path");

const OLDEST_NODE = [20, 19];
const root = join(__dirname, "..");

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  fail(
    `Node ${process.versions.node} is too old: ${OLDEST_NODE.join(".")} or later is needed. Install it from your distribution or nodejs.org.`,
  );
}

const words = process.argv.slice(2);
const also = words[0] === "--with" ? words.splice(0, 2)[1] : undefined;
install("", also === "development");
if (also !== undefined) install("demo", also === "development");

const [name, ...rest] = words;
if (name !== undefined) {
  const program = join(root, "scripts", `${name}.ts`);
  process.argv = [process.argv[0], program, ...rest];
  require("./typescript.cjs");
  require(program);
}

/** Makes the packages of a folder with a package.json ready, those for development only on demand. */
function install(folder, development) {
  const at = join(root, folder);
  const { dependencies, devDependencies = {} } = JSON.parse(
    readFileSync(join(at, "package.json"), "utf8"),
  );
  const has = (packages) =>
    Object.keys(packages).every((one) => existsSync(join(at, "node_modules", one)));
  const isNew = isNewer(
    join(at, "package-lock.json"),
    join(at, "node_modules", ".package-lock.json"),
  );
  const complete = has(dependencies) && (!development || has(devDependencies));
  if (!isNew && complete) return;
  const forDevelopment = Object.keys(devDependencies).length > 0 && has(devDependencies);
  npmCi(at, development || forDevelopment, Object.keys(dependencies));
}

function isNewer(lock, installed) {
  return !existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs;
}

function npmCi(at, development, wanted) {
  const what = `${at === root ? "" : "demo's "}${development ? "packages, with those for development" : "packages"}`;
  console.error(`Installing the ${what} (npm ci) ...`);
  // npm, by the very program that runs this script: it may not be on the PATH.
  const npm = process.env.npm_execpath;
  const [program, prefix] =
    npm !== undefined && npm.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const { status, error } = spawnSync(
    program,
    // No script of a dependency is needed, nor the package that this project can be built into.
    [
      ...prefix,
      "ci",
      "--ignore-scripts",
      development ? "--include=dev" : "--omit=dev",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ],
    { cwd: at, stdio: ["ignore", 2, 2] },
  );
  if (status === 0) return;
  fail(
    `npm ci failed${error === undefined ? "" : `: ${error.message}`}. The packages (${wanted.join(", ")} and others) come from the registry that npm is set to; see docs/how-to/restricted-networks.md.`,
  );
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

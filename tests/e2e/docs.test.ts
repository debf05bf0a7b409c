import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, expect, it } from "vitest";
import { defaults } from "../../components/settings/defaults";
import { blocksOf, isRun, pages, type Block } from "../../testing/pages";
import { Clone } from "../../testing/e2e/clone";
import { docker } from "../../testing/e2e/engine";
import { attachedTo, KINDS, namesOf } from "../../testing/e2e/leftovers";
import { describeOnEngine } from "../../testing/e2e/on-engine";

/**
 * Pages in the order in which their commands run. The README's commands deploy the stack `dev`, which all other pages
 * use. Those of the FAQ remove it. All other pages, such as the READMEs of the examples, come in between.
 */
const FIRST = [
  "README.md",
  "docs/reference/settings.md",
  "docs/explain/correlation.md",
  "docs/operate/changes.md",
];
const LAST = ["UPGRADING.md", "docs/explain/faq.md"];

const PORTS = [
  defaults.grafanaPort,
  defaults.prometheusPort,
  defaults.otlpGrpcPort,
  defaults.otlpHttpPort,
  defaults.tempoPort,
  defaults.lokiPort,
];

// Commands run in the order of the pages, on the same stack.
describeOnEngine(
  "every command of the docs",
  () => {
    // tests/e2e/pipeline.test.ts starts with a clone without installed packages.
    const clone = Clone.furnished();
    const blocks = ordered().flatMap(blocksOf);
    const others = new Set(KINDS.flatMap(namesOf));
    const made = () => KINDS.flatMap(namesOf).filter((name) => !others.has(name));
    let failed = "";

    beforeAll(() => {
      clone.becomeRepository();
      clone.linkPackage();
    });

    afterAll(() => {
      remove(clone.stacks(), others);
      clone.remove();
    });

    const runs = blocks.filter(isRun);
    const named = runs.map((block) => [name(block), block] as const);
    it.each(named)("%s", { timeout: 900_000 }, async (_, block) => {
      expect(failed, "an earlier block failed").toBe("");
      failed = name(block);
      const { status, output } = await clone.bash(asRun(block));
      expect(status, output).toBe(0);
      for (const line of shownBelow(block, blocks)) expect(output).toContain(line);
      failed = "";
    });

    it("leaves nothing after the stack was removed", () => {
      const own = clone.stacks().map((stack) => `observability-${stack}`);
      expect(made().filter((name) => own.some((prefix) => name.startsWith(prefix)))).toEqual([]);
    });
  },
  missingHere,
);

function ordered(): string[] {
  const all = pages();
  const rest = all.filter((page) => !FIRST.includes(page) && !LAST.includes(page));
  return [...FIRST, ...rest, ...LAST].filter((page) => all.includes(page));
}

function name({ page, line, text }: Block): string {
  return `${page}:${line} ${text.split("\n")[0] ?? ""}`;
}

/**
 * Returns the block's commands, except those that clone the repository, which exists already, and those that install
 * the examples' packages, which are linked. tests/package/examples.test.ts installs them.
 */
function asRun({ text }: Block): string {
  return text
    .replace(/^git clone <this repository>.*$/m, "true")
    .replaceAll(/^npm ci --prefix examples\/[\w-]+$/gm, "true");
}

/** Returns the lines that the page shows as this block's output, without lines that contain an ellipsis. */
function shownBelow(block: Block, blocks: readonly Block[]): string[] {
  const next = blocks[blocks.indexOf(block) + 1];
  return next?.output === true && next.page === block.page
    ? next.text.split("\n").filter((line) => line.trim() !== "" && !line.includes("…"))
    : [];
}

/** Returns the missing requirements: the docs' commands use the stack `dev` with default ports, one per host. */
function missingHere(): string {
  if (namesOf("network").includes("observability-dev")) return "a host without a stack dev";
  const taken = PORTS.filter(
    (port) =>
      spawnSync("bash", ["-c", `exec 3<>/dev/tcp/127.0.0.1/${port}`], { stdio: "ignore" })
        .status === 0,
  );
  return taken.length === 0 ? "" : `the ports ${taken.join(", ")} of this host`;
}

/** Removes everything that the clone's stacks left, also after a failed block, but nothing that existed before. */
function remove(stacks: readonly string[], others: ReadonlySet<string>): void {
  const prefixes = stacks.map((stack) => `observability-${stack}`);
  for (const network of prefixes.filter((name) => namesOf("network").includes(name))) {
    if (others.has(network)) continue;
    for (const name of attachedTo(network)) docker("rm", "-f", "-v", name);
  }
  for (const kind of KINDS) {
    const own = namesOf(kind).filter(
      (name) => !others.has(name) && prefixes.some((prefix) => name.startsWith(prefix)),
    );
    // Older engines do not support -f for networks, and no container is attached at this point.
    const force = kind === "network" ? [] : ["-f"];
    if (own.length > 0) docker(kind, "rm", ...force, ...own);
  }
}

// render-diff.mjs STACK BASE HEAD: how the generated files of two checkouts differ, into preview-report/STACK/render.diff.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codeBlock, firstLines, plain } from "./markdown.mjs";
import { npmRun } from "./npm.mjs";
import { main, stackName, summarise } from "./stack.mjs";

const KEPT_BYTES = 1_000_000;

main(async () => {
  const stack = stackName(process.argv[2]);
  const [base, head] = process.argv.slice(3);
  const rendered = mkdtempSync(join(tmpdir(), "rendered-"));
  mkdirSync(join(rendered, "base"));
  mkdirSync(join(rendered, "head"));

  // A base that cannot render this stack (older, or without it) has no files: everything is new.
  let note = "";
  if (canRender(base, stack)) {
    const before = await render(base, "base");
    if (before !== 0) note = "The base cannot be rendered: all files stand here as new.\n\n";
  }
  const status = await render(head, "head");
  const diff = spawnSync(
    "git",
    ["diff", "--no-index", "--no-color", "--no-ext-diff", "--no-renames", "base", "head"],
    { cwd: rendered, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
  );
  rmSync(rendered, { recursive: true });
  if (diff.error || diff.status > 1) throw new Error(`git diff: ${diff.error ?? diff.stderr}`);

  const text =
    status !== 0
      ? "The settings of this pull request cannot be rendered: the run's log says why.\n"
      : note + (plain(diff.stdout) || "The generated files are the same.\n");
  mkdirSync(join("preview-report", stack), { recursive: true });
  writeFileSync(join("preview-report", stack, "render.diff"), firstLines(text, KEPT_BYTES).text);
  summarise(`## ${stack}\n\n${codeBlock(firstLines(text, 500_000).text, "diff")}`);
  return status;

  async function render(checkout, name) {
    const words = ["--stack", stack, "--out", join(rendered, name)];
    return (await npmRun("render", words, checkout)).status;
  }
});

function canRender(checkout, stack) {
  const { scripts } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
  return scripts?.render !== undefined && existsSync(join(checkout, `Pulumi.${stack}.yaml`));
}

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Clone } from "../../testing/e2e/clone";
import { project } from "../../testing/project-files";

/** Those with packages of their own. */
const examples = readdirSync(join(project, "examples")).filter((name) =>
  readdirSync(join(project, "examples", name)).includes("package.json"),
);

describe.each(examples)("the example %s", (name) => {
  let clone: Clone;
  const npm = (...words: string[]) => {
    const prefix = ["--prefix", join("examples", name), "--prefer-offline"];
    const { status, stdout, stderr } = spawnSync("npm", [...words, ...prefix], {
      cwd: clone.folder,
      encoding: "utf8",
    });
    return { status, output: stdout + stderr };
  };

  beforeAll(() => {
    clone = Clone.furnished();
  });
  afterAll(() => {
    clone.remove();
  });

  it("is installed by npm ci in its folder, and passes its tests", () => {
    const installed = npm("ci", "--no-audit");
    expect(installed.status, installed.output).toBe(0);
    const tested = npm("test");
    expect(tested.status, tested.output).toBe(0);
    expect(tested.output).toMatch(/Tests .*passed/);
  });
});

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BOARDS, FOLDER, goldenBoard, isCurrent } from "../../scripts/pictures/boards";
import { picturesCommand } from "../../scripts/pictures/command";
import { project } from "../../testing/project-files";

const page = readFileSync(join(project, "docs", "reference", "dashboards.md"), "utf8");
/** Stacks that have every dashboard between them. */
const STACKS = ["defaults", "everything-set"];

describe("the pictures of the dashboards", () => {
  it("are of each dashboard", () => {
    const files = STACKS.flatMap((stack) =>
      readdirSync(join(project, "tests", "golden", stack, "grafana", "dashboards")),
    );
    const uids = new Set(files.map((file) => file.replace(/\.json$/, "")));
    expect(new Set(BOARDS.map(({ uid }) => uid))).toEqual(uids);
  });

  it.each(BOARDS)("$uid: is small, on its page, and says whether it is old", ({ uid }) => {
    const { size } = statSync(join(project, FOLDER, `${uid}.jpg`));
    expect(size).toBeGreaterThan(20_000);
    expect(size).toBeLessThan(300_000);
    const [, after = ""] = page.split(`](../pictures/${uid}.jpg)`);
    const [own = ""] = after.split("###");
    expect(own.includes("changed since this picture")).toBe(!isCurrent(uid));
  });

  it.each(BOARDS)("$uid: chooses values of variables that the board has", ({ uid, variables }) => {
    const names = (
      JSON.parse(goldenBoard(uid)) as { templating: { list: { name: string }[] } }
    ).templating.list.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(variables)));
  });
});

describe("npm run pictures -- --only", () => {
  it("refuses a dashboard that there is none of, before it looks for a stack", async () => {
    await expect(picturesCommand(["--only", "overview", "--only", "host"])).rejects.toThrow(
      'no dashboard has the uid "host". Use one of: overview, containers',
    );
  });
});

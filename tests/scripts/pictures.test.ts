import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BOARDS, FOLDER, goldenBoard, isCurrent } from "../../scripts/pictures/boards";
import { project } from "../../testing/project-files";

const page = readFileSync(join(project, "docs", "dashboards.md"), "utf8");
const golden = join(project, "tests", "golden", "defaults", "grafana", "dashboards");

describe("the pictures of the dashboards", () => {
  it("are of each dashboard that a stack has by default", () => {
    const uids = readdirSync(golden).map((file) => file.replace(/\.json$/, ""));
    expect(BOARDS.map(({ uid }) => uid).sort()).toEqual(uids.sort());
  });

  it.each(BOARDS)("$uid: is small, on its page, and says whether it is old", ({ uid }) => {
    const { size } = statSync(join(project, FOLDER, `${uid}.jpg`));
    expect(size).toBeGreaterThan(20_000);
    expect(size).toBeLessThan(300_000);
    const [, after = ""] = page.split(`](pictures/${uid}.jpg)`);
    const [own = ""] = after.split("###");
    expect(own.includes("older than the last change")).toBe(!isCurrent(uid));
  });

  it.each(BOARDS)("$uid: chooses values of variables that the board has", ({ uid, variables }) => {
    const names = (
      JSON.parse(goldenBoard(uid)) as { templating: { list: { name: string }[] } }
    ).templating.list.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(variables)));
  });
});

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { apart, groups, isAbout } from "../../../scripts/suite/groups";
import { project } from "../../../testing/project-files";

const tracked = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: project,
  encoding: "utf8",
})
  .stdout.split("\n")
  .filter((file) => file !== "" && existsSync(join(project, file)));

/** Test files that need an engine or a registry: all others are unit tests, which always run. */
const isGrouped = (file: string) => /^tests\/(?:e2e|package)\/.*\.test\.ts$/.test(file);

/** What the unit tests alone depend on, the static checks, and text. */
const NEEDS_NO_GROUP =
  /^(?:tests\/(?!e2e\/)|[^/]+$|scripts\/[^/]+$|\.github\/(?:dependabot|ISSUE|pull_request))/;

describe("the groups of the test suite", () => {
  it("have each end-to-end file once", () => {
    const files = groups.flatMap((group) => group.files);
    expect(files.toSorted()).toEqual(tracked.filter(isGrouped).toSorted());
    expect(files).toEqual(expect.arrayContaining(apart.flat()));
    expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length);
  });

  it("cover every source folder, and name no path that is not there", () => {
    const covered = groups.flatMap(({ covers, files }) => [...covers, ...files]);
    const isCovered = (file: string) => groups.some((group) => isAbout(group, file));
    expect(tracked.filter((file) => !NEEDS_NO_GROUP.test(file) && !isCovered(file))).toEqual([]);
    expect(covered.filter((path) => !existsSync(join(project, path)))).toEqual([]);
  });
});

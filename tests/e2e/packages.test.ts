import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { containerIds, health, missingForE2e, networks, volumes } from "./support/engine";
import { YamlProject } from "./support/plugin";

const root = join(__dirname, "..", "..");
const PREFIX = "observability-yaml";

const missing = missingForE2e();
const title = "the components as a plugin, in a project in YAML";

if (missing !== "") {
  it.skip(`${title}: needs ${missing}`, () => undefined);
} else {
  describe(title, () => {
    let project: YamlProject;

    beforeAll(() => {
      const built = spawnSync("npm", ["run", "--silent", "build"], { cwd: root });
      expect(built.status, String(built.stdout)).toBe(0);
      project = new YamlProject("examples/yaml");
      const { status, stderr } = project.pulumi("stack", "init", "e2e");
      expect(status, stderr).toBe(0);
    });

    afterAll(() => {
      project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "e2e");
      project.remove();
    });

    it("tells the engine the committed schema, and the package's version", () => {
      const { status, stdout, stderr } = project.pulumi("package", "get-schema", project.launcher);
      expect(status, stderr).toBe(0);
      const told = JSON.parse(stdout) as { version: string; resources: object };
      const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), "utf8"));
      expect(told.version).toBe((read("package.json") as { version: string }).version);
      const { resources } = read("schema.json") as { resources: object };
      expect(Object.keys(told.resources)).toEqual(Object.keys(resources));
    });

    it("comes up healthy, with the outputs of the pipeline", () => {
      const up = project.pulumi("up", "--yes", "--skip-preview", "--stack", "e2e");
      expect(up.status, up.stdout + up.stderr).toBe(0);
      const containers = [...containerIds(`${PREFIX}-`).keys()];
      expect(containers).toHaveLength(7);
      for (const container of containers) expect(health(container), container).toBe("healthy");

      const { stdout } = project.pulumi("stack", "output", "--json", "--stack", "e2e");
      const outputs = JSON.parse(stdout) as Record<string, string>;
      expect(outputs["networkName"]).toBe(PREFIX);
      expect(outputs["grafanaUrl"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(outputs["grafanaAdminPassword"]).toBe("[secret]");
    });

    it("has nothing to do the second time", () => {
      const again = project.pulumi("preview", "--expect-no-changes", "--stack", "e2e");
      expect(again.status, again.stdout + again.stderr).toBe(0);
    });

    it("leaves nothing behind", () => {
      const down = project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "e2e");
      expect(down.status, down.stdout + down.stderr).toBe(0);
      expect([...containerIds(PREFIX, "--all").keys()]).toEqual([]);
      expect(volumes(`${PREFIX}-`)).toEqual([]);
      expect(networks(PREFIX)).toEqual([]);
    });
  });
}

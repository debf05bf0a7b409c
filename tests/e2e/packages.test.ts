import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Clone } from "../../testing/e2e/clone";
import { containerIds, health, networks, volumes } from "../../testing/e2e/engine";
import { CONTAINERS, shortId } from "../../testing/e2e/life";
import { describeOnEngine } from "../../testing/e2e/on-engine";
import { YamlProject } from "../../testing/e2e/plugin";
import { eventually, getJson } from "../../testing/e2e/stores";

const PREFIX = "observability-yaml";

interface Alerts {
  readonly data: { readonly alerts: readonly { labels: Record<string, string> }[] };
}

describeOnEngine("the components as a plugin in a Pulumi YAML project", () => {
  let clone: Clone;
  let project: YamlProject;
  let app: YamlProject;

  beforeAll(() => {
    clone = Clone.furnished();
    clone.linkPackage();
    project = new YamlProject(clone.folder, "examples/yaml");
    app = new YamlProject(clone.folder, "examples/yaml-app", project);
    for (const each of [project, app]) {
      const { status, stderr } = each.pulumi("stack", "init", "dev");
      expect(status, stderr).toBe(0);
    }
  });

  afterAll(() => {
    for (const each of [app, project]) {
      each.pulumi("destroy", "--yes", "--skip-preview", "--stack", "dev");
      each.remove();
    }
    clone.remove();
  });

  it("returns the committed schema and the package's version to Pulumi's engine", () => {
    const { status, stdout, stderr } = project.pulumi("package", "get-schema", project.launcher);
    expect(status, stderr).toBe(0);
    const told = JSON.parse(stdout) as { version: string; resources: object };
    const read = (file: string): unknown =>
      JSON.parse(readFileSync(join(clone.folder, file), "utf8"));
    expect(told.version).toBe((read("package.json") as { version: string }).version);
    const { resources } = read("schema.json") as { resources: object };
    expect(Object.keys(told.resources)).toEqual(Object.keys(resources));
  });

  it("is healthy after up, with the outputs of the pipeline", () => {
    const up = project.pulumi("up", "--yes", "--skip-preview", "--stack", "dev");
    expect(up.status, up.stdout + up.stderr).toBe(0);
    const containers = [...containerIds(`${PREFIX}-`).keys()];
    expect(containers).toHaveLength(CONTAINERS.length);
    for (const container of containers) expect(health(container), container).toBe("healthy");

    const { stdout } = project.pulumi("stack", "output", "--json", "--stack", "dev");
    const outputs = JSON.parse(stdout) as Record<string, string>;
    expect(outputs["networkName"]).toBe(PREFIX);
    expect(outputs["grafanaUrl"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(outputs["grafanaAdminPassword"]).toBe("[secret]");
  });

  it("finds nothing to do in the second preview", () => {
    const again = project.pulumi("preview", "--expect-no-changes", "--stack", "dev");
    expect(again.status, again.stdout + again.stderr).toBe(0);
  });

  it("adds and removes an app and an alert of another Pulumi YAML project", async () => {
    const before = containerIds(`${PREFIX}-`, "--all");
    const up = app.pulumi("up", "--yes", "--skip-preview", "--stack", "dev");
    expect(up.status, up.stdout + up.stderr).toBe(0);
    await eventually("the alert, about the app's own memory", async () => {
      const { data } = await getJson<Alerts>("http://127.0.0.1:24201", "/api/v1/alerts");
      return data.alerts.find(
        ({ labels }) =>
          labels["alertname"] === "YamlShopUsesMemory" &&
          labels["container_id"] === shortId("yaml-shop"),
      );
    });
    const again = app.pulumi("preview", "--expect-no-changes", "--stack", "dev");
    expect(again.status, again.stdout + again.stderr).toBe(0);
    const down = app.pulumi("destroy", "--yes", "--skip-preview", "--stack", "dev");
    expect(down.status, down.stdout + down.stderr).toBe(0);
    expect(containerIds("yaml-shop", "--all").size).toBe(0);
    expect(containerIds(`${PREFIX}-`, "--all")).toEqual(before);
  });

  it("leaves nothing behind", () => {
    const down = project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "dev");
    expect(down.status, down.stdout + down.stderr).toBe(0);
    expect([...containerIds(PREFIX, "--all").keys()]).toEqual([]);
    expect(volumes(`${PREFIX}-`)).toEqual([]);
    expect(networks(PREFIX)).toEqual([]);
  });
});

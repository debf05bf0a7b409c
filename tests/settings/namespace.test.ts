import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { NAMESPACE, ownSettings } from "../../components/settings/namespace";
import { schema } from "../../components/settings/schema";
import { project } from "../../testing/project-files";

const config = { [`${NAMESPACE}:grafanaPort`]: "3001", "docker:host": "ssh://web-1" };

describe("the settings of a stack", () => {
  it("are those of the repository's namespace, in a project of any name", () => {
    expect(ownSettings(config, NAMESPACE)).toEqual({ grafanaPort: "3001" });
    expect(ownSettings(config, "telemetry")).toEqual({ grafanaPort: "3001" });
  });

  it("are also those of the project's own namespace", () => {
    const own = { ...config, "telemetry:lokiPort": "3101" };
    expect(ownSettings(own, "telemetry")).toEqual({ grafanaPort: "3001", lokiPort: "3101" });
    expect(ownSettings(own, NAMESPACE)).toEqual({ grafanaPort: "3001" });
  });

  it("are rejected if both namespaces have one", () => {
    expect(() => ownSettings({ ...config, "telemetry:grafanaPort": "1" }, "telemetry")).toThrow(
      "telemetry:grafanaPort: is also set as container-observability:grafanaPort. Remove one",
    );
  });
});

describe("the template for pulumi new", () => {
  const { name, template } = load(readFileSync(join(project, "Pulumi.yaml"), "utf8")) as {
    name: string;
    template: { config: Record<string, { description: string }> };
  };

  it("prompts only for settings that exist", () => {
    expect(name).toBe(NAMESPACE);
    const prompts = Object.entries(template.config);
    expect(prompts.length).toBeGreaterThan(0);
    for (const [key, { description }] of prompts) {
      expect(key === "docker:host" || Object.hasOwn(schema, key), key).toBe(true);
      expect(description).not.toBe("");
    }
  });
});

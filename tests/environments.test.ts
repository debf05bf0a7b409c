import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { requirementsOf } from "../components/plan/requirements";
import { defaults } from "../components/settings/defaults";
import { readSettings } from "../components/settings/read";
import { resolveSettings } from "../components/settings/resolve";
import type { PipelineSettings, SettingName } from "../components/settings/schema";
import { register } from "../testing/mocks";
import { modernEngine } from "../testing/settings";

/** The committed stacks: each is valid, and all of them can run side by side on one host. */
const root = join(__dirname, "..");
const PREFIX = "container-observability:";

const stacks = spawnSync("git", ["ls-files", "Pulumi.*.yaml"], { cwd: root, encoding: "utf8" })
  .stdout.split("\n")
  .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);

function configOf(stack: string): Record<string, unknown> {
  const text = readFileSync(join(root, `Pulumi.${stack}.yaml`), "utf8");
  return (load(text) as { config: Record<string, unknown> }).config;
}

/** Returns the settings as Pulumi passes them: text, and structured values as JSON. */
function given(stack: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(configOf(stack))
      .filter(([key]) => key.startsWith(PREFIX))
      .map(([key, value]) => [
        key.slice(PREFIX.length),
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
  );
}

function settingsOf(stack: string): PipelineSettings {
  return resolveSettings(readSettings(given(stack)), { stack, engineName: modernEngine.name });
}

it("dev, staging and prod are committed", () => {
  expect(stacks).toEqual(expect.arrayContaining(["dev", "prod", "staging"]));
});

describe.each(stacks)("Pulumi.%s.yaml", (stack) => {
  it("repeats no default", () => {
    const settings = readSettings(given(stack));
    const repeated = (Object.keys(given(stack)) as SettingName[]).filter(
      (name) => JSON.stringify(settings[name]) === JSON.stringify(defaults[name]),
    );
    expect(repeated).toEqual([]);
  });

  it("names its environment after itself", () => {
    expect(settingsOf(stack).environment).toBe(stack);
  });
});

describe("side by side on one host", () => {
  const neighbours = stacks.filter((stack) => configOf(stack)["docker:host"] === undefined);

  function shared<T>(lists: readonly (readonly T[])[]): T[] {
    const all = lists.flatMap((list) => [...new Set(list)]);
    return all.filter((item, index) => all.indexOf(item) !== index);
  }

  it("finds items that two lists share", () => {
    expect(shared([["a", "b"], ["c"], ["b", "b"]])).toEqual(["b"]);
  });

  it("no two publish a port", () => {
    const ports = neighbours.map((stack) =>
      requirementsOf(settingsOf(stack)).ports.map(({ external }) => external),
    );
    expect(ports.every((list) => list.length > 0)).toBe(true);
    expect(shared(ports)).toEqual([]);
  });

  it("no two have a container, network or volume with the same name", async () => {
    const names: string[][] = [];
    for (const stack of neighbours) {
      const { resources } = await register(settingsOf(stack), modernEngine);
      names.push(
        resources
          .filter(({ type }) => /^docker:index\/(?:container|network|volume):/.test(type))
          .map(({ type, inputs }) => `${type} ${String(inputs["name"])}`),
      );
    }
    expect(names.every((list) => list.length > 20)).toBe(true);
    expect(shared(names)).toEqual([]);
  }, 60_000);
});

it("only prod protects its data from `down`, and publishes no store", () => {
  expect(["dev", "staging", "prod"].map((stack) => settingsOf(stack).protectData)).toEqual([
    false,
    false,
    true,
  ]);
  const published = requirementsOf(settingsOf("prod")).ports.map(({ setting }) => setting);
  expect(published.sort()).toEqual(["grafanaPort", "otlpGrpcPort", "otlpHttpPort"]);
});

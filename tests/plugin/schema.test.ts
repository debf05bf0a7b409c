import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { packagedComponents } from "../../components/plugin/components";
import { PackageProvider } from "../../components/plugin/provider";
import { CLI_RANGE } from "../../components/settings/cli-range";
import { schema as settings } from "../../components/settings/schema";
import { breakingChanges, type PackageSchema } from "../../scripts/schema/breaking";
import { register } from "../../testing/mocks";
import { modernEngine, settingsWith } from "../../testing/settings";

const root = join(__dirname, "..", "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const schema = JSON.parse(read("schema.json")) as PackageSchema;
const PIPELINE = "observability:index:Pipeline";

describe("what other languages see", () => {
  it("is every packaged component, under its own type token", () => {
    expect(Object.keys(schema.resources).sort()).toEqual(
      packagedComponents.map(({ name }) => `observability:index:${name}`).sort(),
    );
  });

  it("takes every setting, and none is required", () => {
    const pipeline = schema.resources[PIPELINE];
    expect(Object.keys(pipeline?.inputProperties ?? {}).sort()).toEqual(
      [...Object.keys(settings), "dockerHost", "dockerCertPath"].sort(),
    );
    expect(pipeline?.requiredInputs).toEqual([]);
  });

  it("has every output of a stack", async () => {
    const { outputs } = await register(settingsWith(), modernEngine);
    expect(Object.keys(schema.resources[PIPELINE]?.properties ?? {}).sort()).toEqual(
      Object.keys(outputs).sort(),
    );
  });

  it("is served with the package's version, for the CLIs that the program is for", async () => {
    const { version } = JSON.parse(read("package.json")) as { version: string };
    const told = await new PackageProvider(root).getSchema();
    expect(JSON.parse(told)).toEqual({ ...schema, version });
    expect(load(read("PulumiPlugin.yaml"))).toEqual({
      runtime: "nodejs",
      requiredPulumiVersion: CLI_RANGE,
    });
  });

  it("fails when a component is asked for that there is not", async () => {
    const made = new PackageProvider(root).construct("x", "observability:index:Tempo", {}, {});
    await expect(made).rejects.toThrow(
      /no component observability:index:Tempo\. There are: .*:Pipeline/,
    );
  });
});

describe("a change of the schema since the last release", () => {
  it("breaks no program, or is described in UPGRADING.md", () => {
    const [released] = readdirSync(join(root, "schema"))
      .sort((a, b) => b.localeCompare(a, "en", { numeric: true }))
      .map((file) => JSON.parse(read(join("schema", file))) as PackageSchema);
    if (released === undefined) throw new Error("No released schema: npm run schema -- --release");
    const upgrading = existsSync(join(root, "UPGRADING.md")) ? read("UPGRADING.md") : "";
    const untold = breakingChanges(released, schema).filter(
      ({ of }) => !upgrading.includes(`\`${of}\``),
    );
    expect(untold, "name each, with what to do, in UPGRADING.md").toEqual([]);
  });

  const before: PackageSchema = {
    resources: {
      "observability:index:Pipeline": {
        inputProperties: { port: { type: "number", plain: true }, secret: { type: "string" } },
        requiredInputs: [],
        properties: {
          url: { type: "string" },
          names: { type: "array", items: { type: "string" } },
        },
      },
    },
    types: { "observability:index:Target": { properties: { job: { type: "string" } } } },
  };
  const changed = (edit: (schema: ReturnType<typeof copy>) => void) => {
    const after = copy();
    edit(after);
    return breakingChanges(before, after as PackageSchema).map(({ of, what }) => `${of}: ${what}`);
  };
  const copy = () => {
    interface Loose {
      inputProperties: Record<string, object>;
      requiredInputs: string[];
      properties: Record<string, object>;
    }
    return structuredClone(before) as unknown as {
      resources: Record<string, Loose>;
      types: Record<string, { properties: Record<string, object>; required: string[] }>;
    };
  };

  it("is none where something is added", () => {
    const found = changed(({ resources }) => {
      resources["observability:index:More"] = structuredClone(resources[PIPELINE]) as never;
      Object.assign(resources[PIPELINE]?.inputProperties ?? {}, { extra: { type: "string" } });
    });
    expect(found).toEqual([]);
  });

  it.each<[string, string, (schema: ReturnType<typeof copy>) => void]>([
    [
      "a component goes",
      "Pipeline: the component is gone",
      (s) => delete s.resources["observability:index:Pipeline"],
    ],
    [
      "an argument goes",
      "Pipeline.port: the property is gone",
      (s) => delete s.resources[PIPELINE]?.inputProperties["port"],
    ],
    [
      "an output goes",
      "Pipeline.url: the property is gone",
      (s) => delete s.resources[PIPELINE]?.properties["url"],
    ],
    [
      "a type changes",
      "Pipeline.port: its type was plain number and is plain string",
      (s) =>
        Object.assign(s.resources[PIPELINE]?.inputProperties["port"] ?? {}, { type: "string" }),
    ],
    [
      "an element's type changes",
      "Pipeline.names: its type was array of string and is array of number",
      (s) =>
        Object.assign(s.resources[PIPELINE]?.properties["names"] ?? {}, {
          items: { type: "number" },
        }),
    ],
    [
      "an Input becomes plain",
      "Pipeline.secret: its type was string and is plain string",
      (s) => Object.assign(s.resources[PIPELINE]?.inputProperties["secret"] ?? {}, { plain: true }),
    ],
    [
      "an argument becomes required",
      "Pipeline.port: the property is required now",
      (s) => s.resources[PIPELINE]?.requiredInputs.push("port"),
    ],
    [
      "a type's property goes",
      "Target.job: the property is gone",
      (s) => delete s.types["observability:index:Target"]?.properties["job"],
    ],
  ])("breaks when %s", (_, told, edit) => {
    expect(changed(edit)).toEqual([told]);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema";
import { PACKAGE_NAME, packagedComponents } from "../../components/plugin/components";

/** The text of schema.json: what Pulumi's own analysis makes of the components' types. */
export function inferredSchema(root: string): string {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    description: string;
  };
  const names = new Set(packagedComponents.map(({ name }) => name));
  // The analysis begins at the entry point of the sources, not of what is built from them.
  const entry = { ...manifest, exports: undefined, main: "components/index.ts" };
  const { components, typeDefinitions, dependencies } = new Analyzer(
    root,
    PACKAGE_NAME,
    entry,
    names,
  ).analyze();
  // Without a version: the plugin adds the package's own, so that a release changes nothing here.
  const schema = generateSchema(
    PACKAGE_NAME,
    "0.0.0",
    manifest.description,
    sorted(components),
    sorted(typeDefinitions),
    dependencies,
  );
  return `${JSON.stringify({ ...schema, version: undefined }, undefined, 2)}\n`;
}

/** The order in which the analysis met them says nothing, and would show as a change. */
function sorted<T>(named: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1)));
}

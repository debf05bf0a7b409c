import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./stack/attach";
import { inferredSchema } from "./schema/infer";
import { pipelineArgs } from "./schema/pipeline-args";

/**
 * Writes what other languages see of the components: the arguments of `Pipeline`, out of the settings, and
 * schema.json, out of the components' types. With --check it writes nothing and fails where they differ. With
 * --release it keeps the schema under the package's version, too: what later ones are compared with.
 */
const check = process.argv.includes("--check");

async function main(): Promise<void> {
  // The schema is inferred from the arguments as they stand on disk: they come first.
  settle(join(root, "components", "plugin", "pipeline-args.ts"), await pipelineArgs());
  const schema = inferredSchema(root);
  settle(join(root, "schema.json"), schema);
  if (process.argv.includes("--release")) settle(join(root, "schema", `${version()}.json`), schema);
}

function version(): string {
  return (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string })
    .version;
}

function settle(file: string, text: string): void {
  if (!check) {
    writeFileSync(file, text);
  } else if (readFileSync(file, "utf8") !== text) {
    console.error(
      `${relative(root, file)} is not as the components say. Run: npm run schema, and look at the diff: it is what other languages see.`,
    );
    process.exitCode = 1;
  }
}

void main();

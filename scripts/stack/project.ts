import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";

/** Name of the Pulumi project in a folder. It differs from this repository's in a project made by `pulumi new`. */
export function projectName(folder: string): string {
  const { name } = load(readFileSync(join(folder, "Pulumi.yaml"), "utf8")) as { name: string };
  return name;
}

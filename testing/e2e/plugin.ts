import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { dump, load } from "js-yaml";

/** A Pulumi YAML project that uses the components as a plugin, with its own backend or that of another project. */
export class YamlProject {
  /** A folder inside `node_modules`, so that Node finds the repository's packages. */
  readonly folder: string;
  readonly launcher: string;
  readonly #state: string;

  /** @param root A copy of this repository with a built package. */
  constructor(
    private readonly root: string,
    example: string,
    beside?: YamlProject,
  ) {
    const cache = join(root, "node_modules", ".cache");
    mkdirSync(cache, { recursive: true });
    this.folder = mkdtempSync(join(cache, "yaml-"));
    this.launcher = join(this.folder, "bin", "pulumi-resource-observability");
    mkdirSync(join(this.folder, "bin"));
    this.#state = beside === undefined ? join(this.folder, "state") : beside.#state;
    mkdirSync(this.#state, { recursive: true });
    // The program that Pulumi's Node.js language host runs for a plugin with `runtime: nodejs` in PulumiPlugin.yaml.
    const host = join(root, "node_modules", "@pulumi", "pulumi", "cmd", "run-plugin", "index.js");
    const command = `exec "${process.execPath}" "${host}" "${root}" "$@"`;
    writeFileSync(this.launcher, `#!/bin/sh\n${command}\n`, { mode: 0o755 });
    this.#write(join(root, example, "Pulumi.yaml"));
  }

  /** Runs the Pulumi CLI in the project's folder. */
  pulumi(...words: string[]): { status: number | null; stdout: string; stderr: string } {
    const cli = join(this.root, "node_modules", ".bin", "pulumi");
    return spawnSync(cli, words, {
      cwd: this.folder,
      encoding: "utf8",
      env: {
        ...process.env,
        NO_COLOR: "1",
        PULUMI_BACKEND_URL: `file://${this.#state}`,
        PULUMI_CONFIG_PASSPHRASE: "e2e",
        EXAMPLE_PROGRAM: join(this.folder, "example.yaml"),
        EXAMPLE_SCHEMA: join(this.root, "schema.json"),
      },
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Writes the example, with the launcher as plugin. If Pulumi's YAML host is missing, yaml-program.ts replaces it. */
  #write(example: string): void {
    cpSync(example, join(this.folder, "example.yaml"));
    const program = load(readFileSync(example, "utf8")) as Record<string, unknown>;
    const plugins = { providers: [{ name: "observability", path: join(this.folder, "bin") }] };
    const hasHost = spawnSync("sh", ["-c", "command -v pulumi-language-yaml"]).status === 0;
    const project = hasHost
      ? { ...program, packages: {}, plugins }
      : { name: program["name"], runtime: "nodejs", main: "index.js", plugins };
    writeFileSync(join(this.folder, "Pulumi.yaml"), dump(project));
    writeFileSync(join(this.folder, "package.json"), JSON.stringify({ name: "yaml-example" }));
    buildSync({
      entryPoints: [join(__dirname, "yaml-program.ts")],
      outfile: join(this.folder, "index.js"),
      bundle: true,
      platform: "node",
      format: "cjs",
      packages: "external",
    });
  }
}

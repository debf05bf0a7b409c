import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it as test } from "vitest";
import { inProject, installPackage, type InstalledPackage } from "./support/installed";

let installed: InstalledPackage | undefined;

beforeAll(async () => {
  installed = await installPackage();
});

afterAll(() => {
  if (installed) rmSync(installed.folder, { recursive: true, force: true });
});

function it(name: string, body: (project: InstalledPackage) => void | Promise<void>): void {
  test(name, async (context) => {
    if (installed === undefined) {
      context.skip("no registry of npm packages can be reached");
      return;
    }
    await body(installed);
  });
}

const TSC = "node_modules/typescript/bin/tsc";

function compilerOptions(project: InstalledPackage, file: string, options: object): void {
  const shared = { target: "es2022", types: ["node"], strict: true, rootDir: "src", outDir: "out" };
  writeFileSync(
    join(project.folder, file),
    JSON.stringify({ compilerOptions: { ...shared, ...options }, include: ["src"] }),
  );
}

describe("the packed package, installed into an empty project", () => {
  it("holds what it needs and nothing else", ({ files }) => {
    expect(files.filter((path) => !path.startsWith("dist/components/")).sort()).toEqual([
      "LICENSE",
      "PulumiPlugin.yaml",
      "README.md",
      "package.json",
      "schema.json",
    ]);
    const sources = join(__dirname, "..", "..", "components");
    const built = readdirSync(sources, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => `dist/components/${path.slice(0, -".ts".length)}`)
      .flatMap((path) => [`${path}.js`, `${path}.d.ts`]);
    expect(files.filter((path) => path.startsWith("dist/")).sort()).toEqual(built.sort());
  });

  it("brings no compiler along", ({ folder }) => {
    const manifest = join(folder, "node_modules", "container-observability", "package.json");
    const { dependencies } = JSON.parse(readFileSync(manifest, "utf8")) as {
      dependencies: Record<string, string>;
    };
    expect(Object.keys(dependencies)).not.toContain("typescript");
    // Ranges, so that a project with providers of its own gets one copy of each.
    const providers = Object.entries(dependencies).filter(([name]) => name.startsWith("@pulumi/"));
    expect(providers.filter(([, version]) => !version.startsWith("^"))).toEqual([]);
  });

  it("type-checks with the module resolution of Node", async (project) => {
    compilerOptions(project, "node16.json", { module: "node16", moduleResolution: "node16" });
    expect(await inProject(project, TSC, "-p", "node16.json")).toEqual({ code: 0, text: "" });
  });

  it("type-checks with the classic one of CommonJS", async (project) => {
    const classic = { module: "commonjs", moduleResolution: "node10", noEmit: true };
    compilerOptions(project, "classic.json", { ...classic, skipLibCheck: true });
    expect(await inProject(project, TSC, "-p", "classic.json")).toEqual({ code: 0, text: "" });
  });

  it("registers nothing when imported, and the whole pipeline when asked for", async (project) => {
    const { code, text } = await inProject(project, "out/main.js");
    expect(code, text).toBe(0);
    const told = JSON.parse(text) as {
      byImport: number;
      registered: { type: string; name: string }[];
      outputs: string[];
      problems: string[];
    };
    expect(told.byImport).toBe(0);
    const containers = told.registered
      .filter(({ type }) => type === "docker:index/container:Container")
      .map(({ name }) => name);
    for (const service of ["cadvisor", "collector", "prometheus", "tempo", "loki", "grafana"]) {
      expect(containers).toContain(`own-${service}`);
    }
    expect(told.outputs).toContain("otlpHttpEndpointInternal");
    expect(told.problems).toHaveLength(2);
  });

  it("starts as a Pulumi plugin, without a compiler", async ({ folder }) => {
    const launcher = join(folder, "node_modules", "@pulumi", "pulumi", "cmd", "run-plugin");
    const plugin = join(folder, "node_modules", "container-observability");
    const child = spawn(process.execPath, [launcher, plugin, "127.0.0.1:1"], { cwd: folder });
    try {
      const [line] = (await once(child.stdout, "data")) as [Buffer];
      expect(line.toString()).toMatch(/^\d+\n$/);
    } finally {
      child.kill();
    }
  });
});

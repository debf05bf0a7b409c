import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Clone } from "../../../testing/e2e/clone";

const root = join(__dirname, "..", "..", "..");
const run = promisify(execFile);

export interface InstalledPackage {
  /** A project with the packed tarball as its dependency. */
  readonly folder: string;
  /** Paths in the tarball. */
  readonly files: readonly string[];
}

/** Packs this repository, and installs the tarball into an empty project; undefined where no registry answers. */
export async function installPackage(): Promise<InstalledPackage | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "package-"));
  // In a copy: packing builds, and others may build here at the same time.
  const clone = Clone.furnished();
  const words = ["pack", "--json", "--silent", "--pack-destination", folder];
  const packed = await run("npm", words, { cwd: clone.folder }).finally(() => {
    clone.remove();
  });
  const [tarball] = JSON.parse(packed.stdout) as [{ filename: string; files: { path: string }[] }];
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const wanted = ["typescript", "@types/node"].map((name) => [name, devDependencies[name]]);
  const manifest = {
    name: "consumer",
    private: true,
    dependencies: { "container-observability": `file:${tarball.filename}` },
    devDependencies: Object.fromEntries(wanted) as unknown,
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  cpSync(join(__dirname, "..", "consumer"), join(folder, "src"), { recursive: true });
  mkdirSync(join(folder, "out"));
  try {
    const flags = ["--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"];
    await run("npm", ["install", ...flags], { cwd: folder });
  } catch (error) {
    const unreachable = /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH/;
    if (unreachable.test(String((error as { stderr?: string }).stderr))) return undefined;
    throw error;
  }
  return { folder, files: tarball.files.map(({ path }) => path) };
}

/** Runs a program of the project; tells what it printed, also where it failed. */
export async function inProject(
  { folder }: InstalledPackage,
  script: string,
  ...args: string[]
): Promise<{ code: number; text: string }> {
  try {
    const { stdout } = await run(process.execPath, [join(folder, script), ...args], {
      cwd: folder,
    });
    return { code: 0, text: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, text: `${stdout}${stderr}` };
  }
}

import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { PUBLISHER_SCRIPT } from "../components/attach/publisher-script";

/** Rejects a candidate if one of its files contains BROKEN, with output like promtool's. */
const FAKE_PROMTOOL = `#!/bin/sh
for last; do :; done
echo "Checking $last"
grep -q "/extensions/" "$last" && echo "it reads what is published already" && exit 1
folder="\${last%/*}"
if grep -l BROKEN "$folder"/*/*.yml >/dev/null 2>&1; then
  echo "  FAILED:"
  echo "$(grep -l BROKEN "$folder"/*/*.yml): could not parse expression"
  exit 1
fi
echo " SUCCESS: 1 rule files found"
`;

const CONFIG = `rule_files: [/config/rules.yml, /extensions/rules/*.yml]
scrape_config_files: [/extensions/scrape/*.yml]
`;

/** Folder of the running test. */
export let folder: string;

/** Creates a folder for each test, with a stack's volumes and the containers' files. */
export function inFolders(): void {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "publisher-"));
    write("bin/promtool", FAKE_PROMTOOL);
    chmodSync(join(folder, "bin/promtool"), 0o755);
    write("script.sh", PUBLISHER_SCRIPT);
    write("config/prometheus.yml", CONFIG);
    write("boards/containers.json", "{}");
    mkdirSync(join(folder, "target"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
}

export function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Returns every published file, including the owners' files. */
export function published(): Record<string, string> {
  return Object.fromEntries(
    readdirSync(join(folder, "target"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [
        file.slice(join(folder, "target").length + 1),
        readFileSync(file, "utf8").trim(),
      ])
      .sort(),
  ) as Record<string, string>;
}

/** Returns a container of the extension `id`, with these files. */
export function publisher(
  container: string,
  files: Readonly<Record<string, string>>,
  id = "shop",
  { owner = `organization/${id}/prod/monitoring`, shell = ["sh"] } = {},
) {
  for (const [path, text] of Object.entries(files)) write(`${container}/${path}`, text);
  const env = {
    PATH: `${join(folder, "bin")}${delimiter}${process.env["PATH"] ?? ""}`,
    ID: id,
    OWNER: owner,
    PATIENCE: "2",
    FOLDER: folder,
    ME: container,
    NEW: join(folder, container),
    TARGET: join(folder, "target"),
    CONFIG: join(folder, "config/prometheus.yml"),
    DASHBOARDS: join(folder, "boards"),
    WORK: join(folder, `${container}-work`),
  };
  const script = join(folder, "script.sh");
  const once = (command: string) => spawnSync("sh", [script, command], { env, encoding: "utf8" });
  const start = () => {
    const [program = "sh", ...args] = shell;
    return spawn(program, [...args, script, "run"], {
      env,
      detached: true,
      stdio: ["ignore", "pipe", "inherit"],
    });
  };
  return {
    check: () => once("check"),
    healthy: () => once("healthy"),
    /** Stops the publisher as soon as this file exists, and returns its exit code. */
    stopOnce: async (file: string) => {
      const child = start();
      const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
      await vi.waitFor(() => {
        expect(existsSync(join(folder, file))).toBe(true);
      }, 5000);
      child.kill("SIGTERM");
      return ended;
    },
    /** Runs the publisher until it reports that it has published. Rejects if it exits before. */
    run: async () => {
      const child = start();
      let said = "";
      const ended = new Promise<void>((resolve) =>
        child.on("close", () => {
          resolve();
        }),
      );
      await new Promise<void>((resolve, reject) => {
        child.stdout.on("data", (chunk) => {
          said += String(chunk);
          if (said.includes("published: ")) resolve();
        });
        child.on("error", reject);
        child.on("close", () => {
          reject(new Error(`the publisher exited: ${said}`));
        });
      });
      const end = async (signal: NodeJS.Signals) => {
        // Killing a container kills all its processes. Stopping one sends the signal only to its first process.
        if (signal === "SIGKILL") process.kill(-(child.pid ?? 0), signal);
        else child.kill(signal);
        await ended;
      };
      return { said: () => said, end };
    },
  };
}

export const FILES = {
  "scrape.yml": "scrape_configs: []",
  "rules.yml": "groups: []",
  "dashboards/My shop/shop.json": '{"uid":"shop"}',
};

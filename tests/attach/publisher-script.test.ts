import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PUBLISHER_SCRIPT } from "../../components/attach/publisher-script";

/** Refuses a candidate in which a file says BROKEN, in promtool's words. */
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

let folder: string;
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

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Every file that is published, owners' files included. */
function published(): Record<string, string> {
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

/** A container of the extension `id`, with these files. */
function publisher(container: string, files: Readonly<Record<string, string>>, id = "shop") {
  for (const [path, text] of Object.entries(files)) write(`${container}/${path}`, text);
  const env = {
    PATH: `${join(folder, "bin")}${delimiter}${process.env["PATH"] ?? ""}`,
    ID: id,
    ME: container,
    NEW: join(folder, container),
    TARGET: join(folder, "target"),
    CONFIG: join(folder, "config/prometheus.yml"),
    DASHBOARDS: join(folder, "boards"),
    WORK: join(folder, `${container}-work`),
  };
  const script = join(folder, "script.sh");
  const once = (command: string) => spawnSync("sh", [script, command], { env, encoding: "utf8" });
  return {
    check: () => once("check"),
    healthy: () => once("healthy"),
    /** Runs until it tells that it has published or was refused. */
    run: async () => {
      const child = spawn("sh", [script, "run"], {
        env,
        detached: true,
        stdio: ["ignore", "pipe", "inherit"],
      });
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
          reject(new Error(`it ended: ${said}`));
        });
      });
      const end = async (signal: NodeJS.Signals) => {
        // A container that is killed takes all its processes with it; one that is stopped tells its first.
        if (signal === "SIGKILL") process.kill(-(child.pid ?? 0), signal);
        else child.kill(signal);
        await ended;
      };
      return { said: () => said, end };
    },
  };
}

const FILES = {
  "scrape.yml": "scrape_configs: []",
  "rules.yml": "groups: []",
  "dashboards/My shop/shop.json": '{"uid":"shop"}',
};

describe("the publisher", () => {
  it("puts its files where the services look, readable by all, and takes them back when it is stopped", async () => {
    const shop = publisher("one", FILES);
    expect(shop.healthy().status).toBe(1);
    const running = await shop.run();
    expect(published()).toEqual({
      "dashboards/My shop/shop.json": '{"uid":"shop"}',
      "owners/shop": "one\nscrape/shop.yml\nrules/shop.yml\ndashboards/My shop/shop.json",
      "rules/shop.yml": "groups: []",
      "scrape/shop.yml": "scrape_configs: []",
    });
    for (const path of Object.keys(published())) {
      expect(statSync(join(folder, "target", path)).mode & 0o777, path).toBe(0o644);
    }
    expect(shop.healthy().status).toBe(0);
    await running.end("SIGTERM");
    expect(published()).toEqual({});
    expect(existsSync(join(folder, "target", "dashboards", "My shop"))).toBe(false);
  });

  it("takes over from the one before, which then takes nothing back; what is no longer there goes", async () => {
    const old = await publisher("one", FILES).run();
    const now = await publisher("two", {
      "rules.yml": "groups: [x]",
      "dashboards/Other/new.json": "{}",
    }).run();
    const expected = {
      "dashboards/Other/new.json": "{}",
      "owners/shop": "two\nrules/shop.yml\ndashboards/Other/new.json",
      "rules/shop.yml": "groups: [x]",
    };
    expect(published()).toEqual(expected);
    await old.end("SIGTERM");
    expect(published()).toEqual(expected);
    await now.end("SIGTERM");
    expect(published()).toEqual({});
  });

  it("leaves files alone that have not changed", async () => {
    const old = await publisher("one", FILES).run();
    const board = join(folder, "target/dashboards/My shop/shop.json");
    const before = statSync(board).ino;
    const now = await publisher("two", { ...FILES, "rules.yml": "groups: [x]" }).run();
    expect(statSync(board).ino).toBe(before);
    await old.end("SIGTERM");
    await now.end("SIGTERM");
  });

  it("comes back after a kill, and has left nothing that nobody owns", async () => {
    const killed = await publisher("one", FILES).run();
    await killed.end("SIGKILL");
    const left = published();
    expect(Object.keys(left)).toHaveLength(4);
    // Killed with the lock in hand, and a file half-way.
    mkdirSync(join(folder, "target/.lock"));
    write("target/.lock/holder", "one\n");
    write("target/.new.shop", "half");
    const again = await publisher("one", FILES).run();
    expect(published()).toEqual(left);
    await again.end("SIGTERM");
    expect(published()).toEqual({});
  });

  it("publishes nothing that promtool refuses, tells why, and leaves what was there", async () => {
    const old = await publisher("one", FILES).run();
    const before = published();
    const broken = publisher("two", { "rules.yml": "BROKEN" });
    const { status, stdout } = broken.check();
    expect(status).toBe(1);
    expect(stdout).toBe(
      "promtool, of the stack's own Prometheus, refuses it:\nrules/shop.yml: could not parse expression\n",
    );
    expect(published()).toEqual(before);
    const running = await broken.run();
    expect(running.said()).toContain("not published: shop\n");
    expect(broken.healthy()).toMatchObject({ status: 1, stdout });
    expect(published()).toEqual(before);
    await running.end("SIGTERM");
    expect(published()).toEqual(before);
    await old.end("SIGTERM");
  });

  it("is checked together with what other projects have published", async () => {
    const other = await publisher("one", { "scrape.yml": "fine" }, "other").run();
    expect(publisher("two", FILES).check()).toMatchObject({ status: 0, stdout: "" });
    write("target/scrape/other.yml", "BROKEN");
    expect(publisher("two", FILES).check().stdout).toContain("scrape/other.yml: could not parse");
    await other.end("SIGTERM");
  });

  it("refuses a dashboard's uid that is the stack's own, or another project's", async () => {
    expect(publisher("one", { "dashboards/Shop/containers.json": "{}" }).check()).toMatchObject({
      status: 1,
      stdout:
        'The dashboard uid "containers" is one of the stack\'s own. Give the dashboard another uid.\n',
    });
    const other = await publisher("two", { "dashboards/Other/shop.json": "{}" }, "other").run();
    expect(publisher("three", FILES).check()).toMatchObject({
      status: 1,
      stdout:
        'The dashboard uid "shop" is used by the extension other. Give the dashboard another uid.\n',
    });
    await other.end("SIGTERM");
  });

  it("says so where the stack is on another engine", () => {
    rmSync(join(folder, "config"), { recursive: true });
    rmSync(join(folder, "boards"), { recursive: true });
    const { status, stdout } = publisher("one", FILES).check();
    expect(status).toBe(1);
    expect(stdout).toMatch(/not on this Docker engine.*docker:host/);
  });
});

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { renderCommand, renderStack } from "../../scripts/render/command";
import { writeFolder } from "../../scripts/render/folder";
import { stackSettings } from "../../scripts/render/settings";
import { UserError } from "../../components/problem";

const temporary = () => mkdtempSync(join(tmpdir(), "render-"));
let told: string[] = [];

beforeEach(() => {
  told = [];
  vi.spyOn(console, "error").mockImplementation((text: string) => told.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
});

function project(config: string): string {
  const folder = temporary();
  writeFileSync(join(folder, "Pulumi.yaml"), "name: container-observability\n");
  writeFileSync(join(folder, "Pulumi.prod.yaml"), `config:\n${config}`);
  return folder;
}

describe("stackSettings", () => {
  it("hands values to the program as Pulumi does", () => {
    const config = {
      "container-observability:grafanaPort": 3001,
      "container-observability:protectData": false,
      "container-observability:logExclude": ["a", "b"],
      hostName: "web-1",
      "docker:host": "ssh://web-1",
    };
    expect(stackSettings(config, "container-observability")).toEqual({
      raw: {
        grafanaPort: "3001",
        protectData: "false",
        logExclude: '["a","b"]',
        hostName: "web-1",
      },
      encrypted: [],
    });
  });

  it("has a stand-in for what is encrypted, as a whole or in part", () => {
    const config = {
      "container-observability:upstreamOtlpHeaders": { authorization: { secure: "v1:abc" } },
      "container-observability:smtpPassword": { secure: "v1:abc" },
      "container-observability:scrapeInterval": { secure: "v1:abc" },
    };
    const { raw, encrypted } = stackSettings(config, "container-observability");
    expect(encrypted).toEqual(["upstreamOtlpHeaders", "smtpPassword", "scrapeInterval"]);
    expect(raw).toEqual({
      upstreamOtlpHeaders: '{"authorization":"encrypted"}',
      smtpPassword: "encrypted",
      scrapeInterval: "15s",
    });
  });
});

describe("render", () => {
  it("writes each service's files out of the stack's file alone", () => {
    const root = project("  container-observability:scrapeInterval: 20s\n");
    const files = renderStack(root, "prod", "web-1");
    expect([...files.keys()]).toContain("prometheus/config/prometheus.yml");
    expect(files.get("prometheus/config/prometheus.yml")).toMatch(/scrape_interval: 20s/);
    expect(files.get("prometheus/config/prometheus.yml")).toMatch(/host_name: web-1/);
    expect(told).toEqual([]);
  });

  it("says what it does not know, and shows no secret", () => {
    const root = project(
      "  container-observability:upstreamOtlpEndpoint: http://up.example.com\n" +
        "  container-observability:upstreamOtlpHeaders:\n    secure: v1:abc\n",
    );
    const files = renderStack(root, "prod");
    expect(told.join("\n")).toMatch(/upstreamOtlpHeaders[^]*hostName is empty.*--host-name/);
    expect(files.get("prometheus/config/prometheus.yml")).toContain("host_name: docker-host");
    expect([...files].join()).not.toMatch(/v1:abc|Bearer/);
  });

  it("refuses bad settings, all of them, and a stack without a file", () => {
    const root = project("  container-observability:scrapeInterval: often\n  x: 1\n");
    expect(() => renderStack(root, "prod")).toThrow(/2 settings are wrong[^]*scrapeInterval/);
    expect(() => renderStack(root, "other")).toThrow("There is no Pulumi.other.yaml");
    expect(() => renderCommand([])).toThrow(/--out needs a folder[^]*Usage: npm run render/);
  });

  it("leaves out the directories that are named after their content, unless told", () => {
    vi.spyOn(console, "log").mockImplementation(() => undefined);
    const [plain, exact] = [temporary(), temporary()];
    expect(renderCommand(["--out", plain])).toBe(0);
    expect(renderCommand(["--out", exact, "--exact-paths"])).toBe(0);
    expect(existsSync(join(plain, "tempo/config/tempo.yaml"))).toBe(true);
    expect(existsSync(join(exact, "tempo/config/tempo.yaml"))).toBe(false);
    expect(readFileSync(join(exact, ".rendered-files"), "utf8")).toMatch(
      /^tempo\/config\/[0-9a-f]{12}\/tempo\.yaml$/m,
    );
  });
});

describe("the folder of render", () => {
  const files = (...names: string[]) => new Map(names.map((name) => [name, `${name}\n`]));

  it("holds after a second render what that wrote, and what others put there", () => {
    const folder = join(temporary(), "new");
    writeFolder(folder, files("a/one", "b/two"));
    writeFileSync(join(folder, "b", "mine"), "mine");
    writeFolder(folder, files("a/one"));
    expect(existsSync(join(folder, "b/two"))).toBe(false);
    expect(readFileSync(join(folder, "b/mine"), "utf8")).toBe("mine");
    writeFolder(folder, files("c"));
    expect(existsSync(join(folder, "a"))).toBe(false);
  });

  it("is never one with files that render did not write", () => {
    const folder = temporary();
    writeFileSync(join(folder, "mine"), "mine");
    expect(() => {
      writeFolder(folder, files("one"));
    }).toThrow(/was not written by render/);

    const own = temporary();
    writeFolder(own, files("one"));
    writeFileSync(join(own, "two"), "mine");
    expect(() => {
      writeFolder(own, files("one", "two"));
    }).toThrow(/two in .* was not written by render/);
    expect(readFileSync(join(own, "two"), "utf8")).toBe("mine");
  });

  it("does not follow a list that leads out of it", () => {
    const parent = temporary();
    const folder = join(parent, "out");
    mkdirSync(folder);
    writeFileSync(join(parent, "precious"), "mine");
    writeFileSync(join(folder, ".rendered-files"), "../precious\n");
    expect(() => {
      writeFolder(folder, files("one"));
    }).toThrow(/names files outside/);
    expect(existsSync(join(parent, "precious"))).toBe(true);
  });

  it("goes through no link out of it, neither to remove nor to write", () => {
    const [elsewhere, folder] = [temporary(), temporary()];
    writeFolder(folder, files("a/b/one"));
    rmSync(join(folder, "a"), { recursive: true });
    mkdirSync(join(elsewhere, "b"));
    writeFileSync(join(elsewhere, "b/one"), "mine");
    symlinkSync(elsewhere, join(folder, "a"));
    for (const names of [["c"], ["a/b/one"], ["a/new"]]) {
      expect(() => {
        writeFolder(folder, files(...names));
      }).toThrow(/a is a symbolic link, where render has a folder/);
    }
    expect(readFileSync(join(elsewhere, "b/one"), "utf8")).toBe("mine");
    expect(existsSync(join(elsewhere, "new"))).toBe(false);

    const listed = temporary();
    writeFileSync(join(elsewhere, "list"), "");
    symlinkSync(join(elsewhere, "list"), join(listed, ".rendered-files"));
    expect(() => {
      writeFolder(listed, files("one"));
    }).toThrow(/\.rendered-files is not a file that render wrote/);
    expect(readFileSync(join(elsewhere, "list"), "utf8")).toBe("");
  });

  it("may be a link itself", () => {
    const [folder, parent] = [temporary(), temporary()];
    symlinkSync(folder, join(parent, "out"));
    writeFolder(join(parent, "out"), files("a/one"));
    expect(existsSync(join(folder, "a/one"))).toBe(true);
  });

  it("is refused where a file stands in a folder's place, or a folder in a file's", () => {
    const folder = temporary();
    writeFileSync(join(folder, "file"), "mine");
    for (const out of ["file", "file/below"]) {
      expect(() => {
        writeFolder(join(folder, out), files("one"));
      }).toThrow(
        new UserError(`--out: ${join(folder, "file")} is not a folder. Give a new or empty one.`),
      );
    }
    const own = temporary();
    writeFolder(own, files("a/one", "two"));
    rmSync(join(own, "a"), { recursive: true });
    writeFileSync(join(own, "a"), "mine");
    expect(() => {
      writeFolder(own, files("two"));
    }).toThrow(/a is a file, where render has a folder/);
    rmSync(join(own, "a"));
    rmSync(join(own, "two"));
    mkdirSync(join(own, "two"));
    expect(() => {
      writeFolder(own, files("a/one"));
    }).toThrow(/two is a folder, where render has a file/);
  });
});

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { ALERTS } from "../components/settings/alert-names";
import { alertSettings } from "../components/settings/alert-settings";
import { byName } from "../components/services";
import { defaults } from "../components/settings/defaults";
import { DEFAULT_SERVICES } from "../components/settings/services";
import { schema } from "../components/settings/schema";
import { register } from "../testing/mocks";
import { pages, read, root } from "../testing/pages";
import { modernEngine, settingsWith } from "../testing/settings";

describe.each(pages())("%s", (page) => {
  const text = read(page);

  it("links to files and headings that exist", () => {
    const links = [...prose(text).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)];
    for (const [, path = "", anchor] of links) {
      const target = path === "" ? page : join(dirname(page), path);
      expect(existsSync(join(root, target)), `${page} -> ${path}`).toBe(true);
      if (anchor === undefined) continue;
      const headings = [...prose(read(target)).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
        heading
          .toLowerCase()
          .replace(/[^\w -]/g, "")
          .replaceAll(" ", "-"),
      );
      expect(headings, `${page} -> #${anchor}`).toContain(anchor);
    }
  });

  it("names npm commands and settings that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run (?:--silent )?([a-z:]+)/g)].map(([, name]) => name);
    for (const name of named) expect(scripts, name).toHaveProperty([name ?? ""]);
    const settings = [
      ...text.matchAll(
        /(?:pulumi|pulumi --) config set (?:--(?:secret|plaintext|stack \S+) )*(\w+)\b(?!:)/g,
      ),
    ].map(([, name]) => name);
    expect(settings.filter((name) => !Object.hasOwn(schema, name ?? ""))).toEqual([]);
  });
});

/** Generated pages. Readers find their parts by heading or by search, so they may be long. */
const GENERATED = new Set([
  "docs/reference/settings.md",
  "docs/reference/commands.md",
  "docs/reference/alerts.md",
]);

describe("the format of the pages", () => {
  it.each([
    ["README.md", 150],
    ...pages()
      .filter((page) => page.startsWith("docs/") && !GENERATED.has(page))
      .map((page): [string, number] => [page, 200]),
  ])("%s has at most %i lines", (page, most) => {
    expect(read(page).trimEnd().split("\n").length).toBeLessThanOrEqual(most);
  });

  it.each(pages())("%s has no table cell over 120 characters", (page) => {
    const rows = read(page)
      .split("\n")
      .filter((line) => line.startsWith("|"));
    const cells = rows.flatMap((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()));
    expect(cells.filter((cell) => cell.length > 120)).toEqual([]);
  });
});

it("finds every page automatically", () => {
  expect(pages()).toEqual(
    expect.arrayContaining([
      "README.md",
      "CHANGELOG.md",
      "docs/reference/alerts.md",
      "docs/reference/settings.md",
    ]),
  );
});

/** Removes fenced blocks from a page: a comment in a block is not a heading. */
function prose(text: string): string {
  return text.replace(/^( *)(```+)[^]*?^\1\2$/gm, "");
}

it("docs/reference/outputs.md lists exactly the outputs", async () => {
  const listed = [...read("docs/reference/outputs.md").matchAll(/^\| `(\w+)` \|/gm)].map(
    ([, name]) => name,
  );
  const { outputs } = await register(settingsWith(), modernEngine);
  expect(listed.sort()).toEqual(Object.keys(outputs).sort());
});

it("docs/explain/faq.md adds up the memory limits of the default services", () => {
  const memory = byName("memory");
  const limits = DEFAULT_SERVICES.map((service) => defaults[memory[service]]);
  const sum = limits.reduce((total, limit) => total + limit, 0) / 1024;
  expect(read("docs/explain/faq.md")).toContain(`The default limits add up to ${sum} GiB`);
});

describe("docs/reference/alerts.md", () => {
  const text = read("docs/reference/alerts.md");

  it("has exactly one heading for each alert, with its rule, its meaning, where to look and what to do", () => {
    const sections = text.split(/^### /m).slice(1);
    const names = sections.map((section) => section.slice(0, section.indexOf("\n")));
    expect(names.sort()).toEqual([...ALERTS].sort());
    for (const section of sections) {
      for (const part of ["Rule", "Means", "Look", "Do"]) {
        expect(section, part).toContain(`- **${part}**: `);
      }
    }
  });

  it("names every threshold, and only settings that exist", () => {
    const named = [...text.matchAll(/`((?:alert|smtp)[A-Z]\w+)`/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !Object.hasOwn(schema, name))).toEqual([]);
    const thresholds = Object.entries(alertSettings)
      .filter(([name, setting]) => typeof setting.default === "number" || /For$|Within$/.test(name))
      .map(([name]) => name);
    expect(thresholds.length).toBeGreaterThan(15);
    expect(thresholds.filter((name) => !named.includes(name))).toEqual([]);
  });
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Setting } from "../components/settings/kinds";
import { schema, type SettingName } from "../components/settings/schema";
import { BOARDS, goldenBoard, isCurrent } from "./pictures/boards";
import { versionsTable } from "./versions-table";
import { root } from "./stack/attach";

/** Writes docs/settings.md and the table of docs/versions.md. With --check it writes nothing and fails where they differ. */
const docs = join(root, "docs");
write("settings.md", () => settingsPage());
write("versions.md", withVersions);
write("dashboards.md", withPictures);

function write(page: string, text: (before: string) => string): void {
  const file = join(docs, page);
  const before = readFileSync(file, "utf8");
  const after = text(before);
  if (before === after) return;
  if (!process.argv.includes("--check")) {
    writeFileSync(file, after);
    return;
  }
  console.error(`docs/${page} is not as the settings and services say. Run: npm run docs`);
  process.exitCode = 1;
}

function withVersions(page: string): string {
  const marks = ["<!-- prettier-ignore-start -->", "<!-- prettier-ignore-end -->"] as const;
  return between(page, marks, versionsTable());
}

function withPictures(page: string): string {
  const marks = ["<!-- pictures:start, by npm run docs -->", "<!-- pictures:end -->"] as const;
  return between(page, marks, pictures());
}

/** The page with this text between two marks of its own. */
function between(page: string, [begin, end]: readonly [string, string], text: string): string {
  const [before = "", rest = ""] = page.split(begin);
  return `${before}${begin}\n\n${text}\n\n${end}${rest.split(end)[1] ?? ""}`;
}

function pictures(): string {
  return BOARDS.map(({ uid }) => {
    const { title, description } = JSON.parse(goldenBoard(uid)) as Record<string, string>;
    const older = isCurrent(uid)
      ? []
      : ["_This picture is older than the last change of the board._"];
    const picture = `![${title}](pictures/${uid}.jpg)`;
    return [`### ${title}`, description, picture, ...older].join("\n\n");
  }).join("\n\n");
}

function settingsPage(): string {
  const names = Object.keys(schema) as SettingName[];
  return [
    "# Settings",
    "",
    "<!-- Made by `npm run docs` out of components/settings. Do not edit. -->",
    "",
    "A stack's settings stand in `Pulumi.<stack>.yaml`, under `container-observability:<key>`. Set one with",
    "",
    "```bash",
    "npm run pulumi -- config set scrapeInterval 30s --stack dev",
    "```",
    "",
    "(or plain `pulumi config set`, on a Pulumi login of your own) and see what it would do with `npm run preview`. Lists and objects are given as YAML in that file, or as JSON on",
    "the command line. A key that does not exist, or a value that is not allowed, is refused before anything is touched;",
    "all such errors are told together. Where to deploy is Pulumi's own setting: `pulumi config set docker:host ssh://me@host`.",
    "",
    "| key | default | must be | meaning |",
    "| --- | --- | --- | --- |",
    ...names.map((name) => row(name, schema[name])),
    "",
    "## Versions",
    "",
    "The pinned images, and what else was checked: [versions](versions.md).",
    "",
  ].join("\n");
}

function row(name: SettingName, setting: Setting<unknown>): string {
  const { form, description } = setting;
  return `| \`${name}\` | ${shown(setting)} | ${cell(form)} | ${cell(description)} |`;
}

function shown({ default: value, unit }: Setting<unknown>): string {
  if (value === "") return "empty";
  if (typeof value === "number" && unit === "bytes") return `\`${value / 2 ** 20}MiB\``;
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

function cell(words: string): string {
  return words.replaceAll("|", "\\|");
}

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { images } from "../components/settings/images";
import type { Setting } from "../components/settings/kinds";
import { schema, type SettingName } from "../components/settings/schema";

/** Writes docs/settings.md out of the schema. With --check it writes nothing and fails where they differ. */
const file = join(__dirname, "..", "docs", "settings.md");
const text = settingsPage();

if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== text) {
    console.error("docs/settings.md is not as the schema says. Run: npm run docs");
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, text);
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
    "The images this version of the project is tested with:",
    "",
    ...Object.values(images).map((reference) => `- \`${reference}\``),
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

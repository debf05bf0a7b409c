import { load } from "js-yaml";
import { renderedFiles } from "../../components/plan/files";
import type { AlertFile } from "../../components/services/prometheus/alerts";
import { SERVICES } from "../../components/settings/services";
import { samples } from "../../components/settings/defaults";
import { settingsWith } from "../../testing/settings";

/** A stack with every alert, and otherwise with the defaults. */
const WITH_EVERY_ALERT = settingsWith({
  services: [...SERVICES],
  remoteWriteUrl: samples.remoteWriteUrl,
  alertDeadManUrl: samples.alertDeadManUrl,
});

/** Adds the severity and duration of each rule below its heading. */
export function withRules(page: string): string {
  const rules = alertRules();
  return page
    .replace(/^- \*\*Rule\*\*: .*\n/gm, "")
    .replace(/^### (\w+)\n\n/gm, (heading, name: string) => `${heading}${fact(name, rules)}\n`);
}

function fact(name: string, rules: ReturnType<typeof alertRules>): string {
  const rule = rules.get(name);
  if (rule === undefined) throw new Error(`No rendered rule has the name ${name}.`);
  const pending = rule.for === undefined ? "fires at once" : `pending for \`${rule.for}\``;
  const kept =
    rule.keep_firing_for === undefined ? "" : `, kept firing for \`${rule.keep_firing_for}\``;
  return `- **Rule**: \`${rule.labels["severity"]}\`, ${pending}${kept}`;
}

function alertRules() {
  const text = renderedFiles(WITH_EVERY_ALERT).prometheus?.["/config/alerts.yml"] ?? "";
  const { groups } = load(text) as AlertFile;
  return new Map(groups.flatMap(({ rules }) => rules).map((rule) => [rule.alert as string, rule]));
}

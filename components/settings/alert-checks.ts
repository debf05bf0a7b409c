import { alertSettings } from "./alert-settings";
import { isGiven } from "./defaults";
import type { PipelineSettings, SettingName } from "./schema";

/** What is wrong with alert settings that are each right by themselves. */
export function alertChecks(settings: PipelineSettings): string[] {
  return [...withoutService(settings), ...receivers(settings), ...thresholds(settings)];
}

function withoutService(settings: PipelineSettings): string[] {
  const problems: string[] = [];
  const alertmanager = settings.services.includes("alertmanager");
  const prometheus = settings.services.includes("prometheus");
  if (alertmanager && settings.alertmanagerUrl !== "") {
    problems.push(
      `alertmanagerUrl: "${settings.alertmanagerUrl}" names an Alertmanager of your own, and services lists alertmanager too. Remove one of them.`,
    );
  }
  if (prometheus) return problems;
  if (alertmanager) {
    problems.push(
      "services: alertmanager gets its alerts from the prometheus of this stack, which is not listed. Leave it out, or add prometheus.",
    );
  }
  const changed = (Object.keys(alertSettings) as SettingName[]).filter((name) =>
    isGiven(settings, name),
  );
  for (const name of changed) {
    problems.push(`${name}: services does not list prometheus, which evaluates the alerts.`);
  }
  return problems;
}

function receivers(settings: PipelineSettings): string[] {
  const needs = (name: SettingName, others: readonly SettingName[], why: string) =>
    settings[name] === ""
      ? []
      : others
          .filter((other) => settings[other] === "")
          .map(
            (other) => `${other}: it is empty, and ${name} is set: ${why}. Set both or neither.`,
          );
  return [
    ...needs(
      "alertEmailTo",
      ["alertEmailFrom", "smtpSmarthost"],
      "mail needs a sender and a server",
    ),
    ...needs("alertEmailFrom", ["alertEmailTo"], "nobody would get the mail"),
    ...needs("smtpSmarthost", ["alertEmailTo"], "nobody would get the mail"),
    ...needs("smtpUser", ["smtpPassword", "smtpSmarthost"], "a login has a password and a server"),
    ...needs("smtpPassword", ["smtpUser"], "a password belongs to a login"),
    ...needs("alertSlackChannel", ["alertSlackWebhookUrl"], "a channel is reached by a webhook"),
  ];
}

function thresholds({
  alertDiskUsedPercent: warning,
  alertDiskFullPercent: full,
}: PipelineSettings) {
  return full <= warning
    ? [
        `alertDiskFullPercent: ${full} is not above alertDiskUsedPercent, ${warning}. The warning comes first.`,
      ]
    : [];
}

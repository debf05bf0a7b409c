import type { Problem } from "../problem";
import { alertSettings } from "./alert-settings";
import { isGiven } from "./defaults";
import type { PipelineSettings, SettingName } from "./schema";

/** What is wrong with alert settings that are each right by themselves. */
export function alertChecks(settings: PipelineSettings): Problem[] {
  return [...withoutService(settings), ...receivers(settings), ...thresholds(settings)];
}

function withoutService(settings: PipelineSettings): Problem[] {
  const problems: Problem[] = [];
  const alertmanager = settings.services.includes("alertmanager");
  const prometheus = settings.services.includes("prometheus");
  if (alertmanager && settings.alertmanagerUrl !== "") {
    problems.push({
      setting: "alertmanagerUrl",
      given: `"${settings.alertmanagerUrl}"`,
      message: "names an Alertmanager of your own, and services lists alertmanager too.",
      fix: "Remove one of them.",
    });
  }
  if (prometheus) return problems;
  if (alertmanager) {
    problems.push({
      setting: "services",
      message:
        "alertmanager gets its alerts from the prometheus of this stack, which is not listed.",
      fix: "Leave it out, or add prometheus.",
    });
  }
  const changed = (Object.keys(alertSettings) as SettingName[]).filter((name) =>
    isGiven(settings, name),
  );
  for (const name of changed) {
    problems.push({
      setting: name,
      message: "services does not list prometheus, which evaluates the alerts.",
    });
  }
  return problems;
}

function receivers(settings: PipelineSettings): Problem[] {
  const needs = (name: SettingName, others: readonly SettingName[], why: string) =>
    settings[name] === ""
      ? []
      : others
          .filter((other) => settings[other] === "")
          .map((other) => ({
            setting: other,
            message: `it is empty, and ${name} is set: ${why}.`,
            fix: "Set both or neither.",
          }));
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
}: PipelineSettings): Problem[] {
  return full <= warning
    ? [
        {
          setting: "alertDiskFullPercent",
          given: String(full),
          message: `is not above alertDiskUsedPercent, ${warning}. The warning comes first.`,
        },
      ]
    : [];
}

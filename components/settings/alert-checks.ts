import type { Problem } from "../problem";
import { alertSettings } from "./alert-settings";
import { isGiven } from "./defaults";
import { addService, dropService, fill, remove, set } from "./fixes";
import type { PipelineSettings, SettingName } from "./schema";

/** Problems of alert settings that are valid on their own but contradict each other. */
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
      message: "names your own Alertmanager, and services lists alertmanager, too.",
      fix: remove(
        "alertmanagerUrl",
        "Remove alertmanager from services, or remove alertmanagerUrl",
      ),
    });
  }
  if (prometheus) return problems;
  if (alertmanager) {
    problems.push({
      setting: "services",
      message:
        "alertmanager receives its alerts from the prometheus of this stack, which is not listed.",
      fix: dropService(
        settings,
        "alertmanager",
        "Add prometheus to services, or remove alertmanager from services",
      ),
    });
  }
  const changed = (Object.keys(alertSettings) as SettingName[]).filter((name) =>
    isGiven(settings, name),
  );
  for (const name of changed) {
    problems.push({
      setting: name,
      message: "services does not list prometheus, which evaluates the alerts.",
      fix: addService(settings, "prometheus", `Remove ${name}, or add prometheus to services`),
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
            fix: fill(other, `Remove ${name}, or set ${other}, for example`),
          }));
  return [
    ...needs(
      "alertEmailTo",
      ["alertEmailFrom", "smtpSmarthost"],
      "e-mail requires a sender and a server",
    ),
    ...needs("alertEmailFrom", ["alertEmailTo"], "without it, no one receives the mail"),
    ...needs("smtpSmarthost", ["alertEmailTo"], "without it, no one receives the mail"),
    ...needs(
      "smtpUser",
      ["smtpPassword", "smtpSmarthost"],
      "a login requires a password and a server",
    ),
    ...needs("smtpPassword", ["smtpUser"], "a password requires a user name"),
    ...needs("alertSlackChannel", ["alertSlackWebhookUrl"], "the webhook posts to the channel"),
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
          message: `is not above alertDiskUsedPercent, ${warning}. The warning must come before the critical alert.`,
          fix:
            warning < 100
              ? set("Raise it", "alertDiskFullPercent", String(Math.ceil((warning + 100) / 2)))
              : remove(
                  "alertDiskUsedPercent",
                  "Lower alertDiskUsedPercent, for example to its default,",
                ),
        },
      ]
    : [];
}

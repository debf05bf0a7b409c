import type { Plan } from "../../plan/plan";
import { goDuration, parseDuration } from "../../render/units";
import { publishedUrl } from "../../settings/resolve";
import { container, type ServiceModule } from "../module";
import { Alertmanager, alertmanagerFiles, type AlertmanagerFilesInput } from "./alertmanager";
import { alertmanager } from "./manifest";

export function alertmanagerInput({ settings, tls }: Plan): AlertmanagerFilesInput {
  return {
    tls,
    groupWait: settings.alertGroupWait,
    // Alertmanager rejects zero here.
    groupInterval: goDuration(`${Math.max(1, 2 * (parseDuration(settings.alertGroupWait) ?? 0))}s`),
    repeatInterval: settings.alertRepeatInterval,
    sendInfo: settings.alertSendInfo,
    webhook: settings.alertWebhookUrl !== "",
    slack:
      settings.alertSlackWebhookUrl === "" ? undefined : { channel: settings.alertSlackChannel },
    email:
      settings.alertEmailTo === ""
        ? undefined
        : {
            to: settings.alertEmailTo,
            from: settings.alertEmailFrom,
            smarthost: settings.smtpSmarthost,
            user: settings.smtpUser,
            requireTls: settings.smtpRequireTls,
          },
    deadMan:
      settings.alertDeadManUrl === "" ? undefined : { interval: settings.alertDeadManInterval },
  };
}

export const alertmanagerModule: ServiceModule = {
  name: alertmanager.name,
  files: (plan) => alertmanagerFiles(alertmanagerInput(plan)).files,
  deploy: (plan, { context }, opts) => {
    const { settings } = plan;
    new Alertmanager(
      alertmanager.name,
      {
        ...alertmanagerInput(plan),
        ...container(plan, alertmanager),
        context,
        port: settings.alertmanagerPort,
        externalUrl: publishedUrl(settings, settings.alertmanagerPort),
        secrets: {
          webhook: settings.alertWebhookUrl,
          slack: settings.alertSlackWebhookUrl,
          smtpPassword: settings.smtpPassword,
          deadMan: settings.alertDeadManUrl,
        },
      },
      opts,
    );
    return {};
  },
};

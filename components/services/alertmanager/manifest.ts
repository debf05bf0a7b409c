import { image, memory } from "../../settings/container-settings";
import * as kinds from "../../settings/kinds";
import { secretUrl } from "../../settings/urls";
import type { ServiceManifest } from "../manifest";

/** Settings that e-mail notifications require. */
const BY_MAIL = {
  alertEmailTo: "a@example.com",
  alertEmailFrom: "b@example.com",
  smtpSmarthost: "mail.example.com:25",
  smtpUser: "alerts",
  smtpPassword: "abc",
};

/** Excludes braces, which start a template in Alertmanager. */
const WORD = "[^\\s@,{}\\p{C}]+";
const address = `${WORD}@${WORD}`;

export const alertmanager = {
  name: "alertmanager",
  // Grafana and Prometheus show alerts without it.
  listed: "on request",
  endpoint: { host: "alertmanager", http: 9093 },
  servesTls: true,
  published: [{ setting: "alertmanagerPort", port: "http" }],
  image: "alertmanagerImage",
  memory: "alertmanagerMemoryMiB",
  releases: "https://github.com/prometheus/alertmanager/releases/tag/v{version}",
  dataOwner: 65534,
  backupTurn: 2,
  scrape: { job: "alertmanager", host: "alertmanager", port: 9093 },
  buildInfo: { metric: "alertmanager_build_info", labels: ["version"] },
  dataSource: "alertmanager",
  unlisted: "nothing sends messages",
  whileAway:
    "Prometheus retries the delivery of alerts; silences and the log of sent notifications stay on the volume.",
  onceRemoved: "Alerts are shown in Prometheus and Grafana, but no notifications are sent.",
  settings: {
    alertmanagerPort: kinds.port({
      default: 9093,
      sample: 19093,
      description:
        "Port on `bindAddress` at which users reach Alertmanager, for example to silence alerts. Requires the service `alertmanager`.",
    }),
    alertGroupWait: kinds.duration({
      min: "0s",
      max: "10m",
      default: "30s",
      sample: "10s",
      description:
        "Time for which the first notification of an alert group waits for more alerts. Later changes to the group wait twice as long.",
    }),
    alertRepeatInterval: kinds.duration({
      min: "5m",
      max: "7d",
      default: "4h",
      sample: "12h",
      description:
        "Interval at which Alertmanager resends a notification about alerts that are still firing.",
    }),
    alertSendInfo: kinds.toggle({
      default: false,
      description:
        "Sends notifications for alerts with severity `info`, too. Alertmanager always shows these alerts.",
    }),
    alertWebhookUrl: secretUrl({
      sample: "https://hooks.example.com/webhook-secret",
      description:
        "URL to which Alertmanager posts alerts, in its own JSON format. Set it with `--secret`. Alertmanager receives it as a file.",
    }),
    alertSlackWebhookUrl: secretUrl({
      sample: "https://slack.example.com/slack-secret",
      description:
        "Slack incoming webhook to which Alertmanager posts alerts as messages. Set it with `--secret`. Alertmanager receives it as a file.",
    }),
    alertSlackChannel: kinds.text({
      form: "a channel with its # or a user with an @, without spaces and braces, or empty",
      example: "#alerts",
      pattern: /^(?:[#@][^\s{}\p{C}]+)?$/u,
      default: "",
      sample: "#alerts",
      requires: { alertSlackWebhookUrl: "https://slack.example.com/a" },
      description:
        "Slack channel, if the webhook is not bound to one. Empty: the webhook's own channel.",
    }),
    alertEmailTo: kinds.text({
      form: "e-mail addresses without braces, separated by commas, or empty",
      example: "ops@example.com",
      pattern: new RegExp(`^(?:${address}(?:, ?${address})*)?$`, "u"),
      default: "",
      sample: "ops@example.com, night@example.com",
      requires: BY_MAIL,
      description: "Recipients of alerts by e-mail. Requires `alertEmailFrom` and `smtpSmarthost`.",
    }),
    alertEmailFrom: kinds.text({
      form: "an e-mail address without braces, or empty",
      example: "alerts@example.com",
      pattern: new RegExp(`^(?:${address})?$`, "u"),
      default: "",
      sample: "alerts@example.com",
      requires: BY_MAIL,
      description: "Sender address of the e-mails. Requires `alertEmailTo` and `smtpSmarthost`.",
    }),
    smtpSmarthost: kinds.hostPort({
      example: "mail.example.com:587",
      sample: "mail.example.com:587",
      requires: BY_MAIL,
      description:
        "Mail server that accepts the e-mails. Requires `alertEmailTo` and `alertEmailFrom`.",
    }),
    smtpUser: kinds.text({
      form: "a user name without spaces, or empty",
      example: "alerts",
      pattern: /^[^\s\p{C}]*$/u,
      default: "",
      sample: "mailer",
      requires: BY_MAIL,
      description:
        "User name for the mail server. Requires `smtpPassword`. Empty: the server requires no login.",
    }),
    smtpPassword: kinds.text({
      form: "one line of text, or empty",
      example: "",
      pattern: /^[^\p{Cc}\p{Cs}]*$/u,
      secret: true,
      default: "",
      sample: "smtp-secret",
      requires: BY_MAIL,
      description:
        "Password for the mail server. Set it with `--secret`. Alertmanager receives it as a file.",
    }),
    smtpRequireTls: kinds.toggle({
      default: true,
      requires: BY_MAIL,
      description:
        "Requires TLS (STARTTLS) for sending e-mails. Turn it off only for a mail server without STARTTLS.",
    }),
    alertDeadManUrl: secretUrl({
      sample: "https://ping.example.com/dead-man-secret",
      description:
        "URL that Alertmanager calls every `alertDeadManInterval` as long as alerting works. Use a service that notifies you when the calls stop. Set it with `--secret`. Alertmanager receives it as a file.",
    }),
    alertDeadManInterval: kinds.duration({
      min: "5s",
      max: "1h",
      default: "1m",
      sample: "2m",
      requires: { alertDeadManUrl: "https://ping.example.com/a" },
      description:
        "Interval at which Alertmanager calls `alertDeadManUrl`. Configure that service to wait for longer than this interval.",
    }),
    alertmanagerMemoryMiB: memory({ of: "Alertmanager", default: 128, sample: 135, min: 64 }),
    alertmanagerImage: image({
      name: "alertmanager",
      of: "Alertmanager",
      sample: "example.com/alertmanager:1",
    }),
  },
} as const satisfies ServiceManifest;

import { image, memory } from "../../settings/container-settings";
import * as kinds from "../../settings/kinds";
import { secretUrl } from "../../settings/urls";
import type { ServiceManifest } from "../manifest";

/** Without braces, which begin a template in what Alertmanager writes. */
const WORD = "[^\\s@,{}\\p{C}]+";
const address = `${WORD}@${WORD}`;

export const alertmanager = {
  name: "alertmanager",
  // Alerts are shown in Grafana and Prometheus without it, too.
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
    "Prometheus tries again to deliver its alerts; silences and what was sent stay on its volume.",
  onceRemoved: "Alerts are shown in Prometheus and Grafana, and sent to nobody.",
  settings: {
    alertmanagerPort: kinds.port({
      default: 9093,
      sample: 19093,
      description: "Published port of Alertmanager.",
    }),
    alertGroupWait: kinds.duration({
      min: "0s",
      max: "10m",
      default: "30s",
      sample: "10s",
      description:
        "How long the first message of a group of alerts waits for more of them; what changes in the group later waits twice as long.",
    }),
    alertRepeatInterval: kinds.duration({
      min: "5m",
      max: "7d",
      default: "4h",
      sample: "12h",
      description: "How often a message about alerts that go on is sent again.",
    }),
    alertSendInfo: kinds.toggle({
      default: false,
      description:
        "Whether alerts of severity info are sent, too. They are always seen in Alertmanager.",
    }),
    alertWebhookUrl: secretUrl({
      sample: "https://hooks.example.com/webhook-secret",
      description:
        "URL that Alertmanager posts alerts to, in its own JSON. Set it with `--secret`; it reaches Alertmanager as a file.",
    }),
    alertSlackWebhookUrl: secretUrl({
      sample: "https://slack.example.com/slack-secret",
      description:
        "Incoming webhook of Slack that gets the alerts as messages. Set it with `--secret`; it reaches Alertmanager as a file.",
    }),
    alertSlackChannel: kinds.text({
      form: "a channel with its #, or a user with an @, without braces, or empty",
      example: "#alerts",
      pattern: /^(?:[#@][^\s{}\p{C}]+)?$/u,
      default: "",
      sample: "#alerts",
      description:
        "Slack channel, where the webhook is not bound to one. Empty: the webhook's own.",
    }),
    alertEmailTo: kinds.text({
      form: "mail addresses without braces, with commas between them, or empty",
      example: "ops@example.com",
      pattern: new RegExp(`^(?:${address}(?:, ?${address})*)?$`, "u"),
      default: "",
      sample: "ops@example.com, night@example.com",
      description: "Who gets the alerts by e-mail. Needs `alertEmailFrom` and `smtpSmarthost`.",
    }),
    alertEmailFrom: kinds.text({
      form: "a mail address without braces, or empty",
      example: "alerts@example.com",
      pattern: new RegExp(`^(?:${address})?$`, "u"),
      default: "",
      sample: "alerts@example.com",
      description: "Sender of the e-mails.",
    }),
    smtpSmarthost: kinds.hostPort({
      example: "mail.example.com:587",
      sample: "mail.example.com:587",
      description: "Mail server that takes the e-mails.",
    }),
    smtpUser: kinds.text({
      form: "a login without spaces, or empty",
      example: "alerts",
      pattern: /^[^\s\p{C}]*$/u,
      default: "",
      sample: "mailer",
      description: "Login at the mail server. Empty: none is needed.",
    }),
    smtpPassword: kinds.text({
      form: "one line, or empty",
      example: "",
      pattern: /^[^\p{Cc}\p{Cs}]*$/u,
      secret: true,
      default: "",
      sample: "smtp-secret",
      description:
        "Password at the mail server. Set it with `--secret`; it reaches Alertmanager as a file.",
    }),
    smtpRequireTls: kinds.toggle({
      default: true,
      description: "Whether mail is sent over TLS (STARTTLS) only.",
    }),
    alertDeadManUrl: secretUrl({
      sample: "https://ping.example.com/dead-man-secret",
      description:
        "URL that is called for as long as alerting works, of a service that tells you when the calls end. Set it with `--secret`; it reaches Alertmanager as a file.",
    }),
    alertDeadManInterval: kinds.duration({
      min: "5s",
      max: "1h",
      default: "1m",
      sample: "2m",
      description: "How often `alertDeadManUrl` is called.",
    }),
    alertmanagerMemoryMiB: memory({ of: "Alertmanager", default: 128, sample: 135, min: 64 }),
    alertmanagerImage: image({
      name: "alertmanager",
      of: "Alertmanager",
      sample: "example.com/alertmanager:1",
    }),
  },
} as const satisfies ServiceManifest;

import { labels } from "../../settings/labels";

/** Keys of `alertmanager.yml` that this project sets, in Alertmanager's spelling. */
export interface AlertmanagerConfig {
  global: Record<string, string | boolean>;
  route: Route;
  inhibit_rules: object[];
  receivers: Receiver[];
  templates: string[];
}

interface Route {
  receiver: string;
  group_by?: string[];
  group_wait?: string;
  group_interval?: string;
  repeat_interval?: string;
  matchers?: string[];
  routes?: Route[];
}

interface Receiver {
  name: string;
  webhook_configs?: object[];
  slack_configs?: object[];
  email_configs?: object[];
}

export interface AlertmanagerInput {
  readonly groupWait: string;
  /** Delay before Alertmanager sends changes to a group that it has already sent. */
  readonly groupInterval: string;
  readonly repeatInterval: string;
  /** Whether Alertmanager also sends alerts with severity `info`. */
  readonly sendInfo: boolean;
  readonly webhook: boolean;
  readonly slack: { readonly channel: string } | undefined;
  readonly email:
    | {
        readonly to: string;
        readonly from: string;
        readonly smarthost: string;
        /** Empty: the mail server requires no login. */
        readonly user: string;
        readonly requireTls: boolean;
      }
    | undefined;
  /** Dead man's switch: Alertmanager calls it as long as alerting works. */
  readonly deadMan: { readonly interval: string } | undefined;
}

export interface AlertmanagerPaths {
  /** Directory with one file for each secret. */
  readonly secrets: string;
  readonly templates: string;
}

/** File names of the secrets, in their directory. */
export const SECRET_FILES = Object.freeze({
  webhook: "webhook-url",
  slack: "slack-webhook-url",
  smtpPassword: "smtp-password",
  deadMan: "dead-man-url",
});

const NOBODY = "nobody";
const PEOPLE = "people";
const DEAD_MAN = "dead-man";

export function buildAlertmanagerConfig(
  input: AlertmanagerInput,
  paths: AlertmanagerPaths,
): AlertmanagerConfig {
  const hasPeople = input.webhook || input.slack !== undefined || input.email !== undefined;
  return {
    global: mailServer(input, paths),
    route: {
      receiver: hasPeople ? PEOPLE : NOBODY,
      group_by: ["alertname", labels.environment, labels.hostName],
      group_wait: input.groupWait,
      group_interval: input.groupInterval,
      repeat_interval: input.repeatInterval,
      routes: [watchdog(input), ...(input.sendInfo ? [] : [info()])],
    },
    inhibit_rules: inhibitions(),
    receivers: [
      { name: NOBODY },
      ...(hasPeople ? [people(input, paths)] : []),
      ...(input.deadMan === undefined
        ? []
        : [
            {
              name: DEAD_MAN,
              webhook_configs: [
                { url_file: `${paths.secrets}/${SECRET_FILES.deadMan}`, send_resolved: false },
              ],
            },
          ]),
    ],
    templates: [paths.templates],
  };
}

/** Routes the `Watchdog` alert to the dead man's switch. It never notifies people: only its absence matters. */
function watchdog({ deadMan }: AlertmanagerInput): Route {
  const matchers = ['alertname="Watchdog"'];
  if (deadMan === undefined) return { receiver: NOBODY, matchers };
  return {
    receiver: DEAD_MAN,
    matchers,
    group_by: [labels.environment],
    group_wait: "0s",
    // Alertmanager repeats a notification only when it evaluates the group, once every `group_interval`.
    group_interval: deadMan.interval,
    repeat_interval: deadMan.interval,
  };
}

function info(): Route {
  return { receiver: NOBODY, matchers: ['severity="info"'] };
}

/** Inhibits alerts that a more severe alert implies. */
function inhibitions(): object[] {
  const [place, container] = [[labels.environment, labels.hostName], labels.containerName];
  return [
    {
      source_matchers: ['severity="critical"', `${container}!=""`],
      target_matchers: ['severity=~"warning|info"', `${container}!=""`],
      equal: [...place, container],
    },
    {
      source_matchers: ['alertname="HostNotReporting"'],
      target_matchers: ['alertname=~"Container.+"'],
      equal: place,
    },
    {
      source_matchers: ['alertname="HostDiskAlmostFull"'],
      target_matchers: ['alertname=~"HostDiskFilling|HostDiskFullSoon"'],
      equal: [...place, "device", "mountpoint"],
    },
  ];
}

function people(input: AlertmanagerInput, { secrets }: AlertmanagerPaths): Receiver {
  const { webhook, slack, email } = input;
  return {
    name: PEOPLE,
    ...(webhook
      ? {
          webhook_configs: [
            { url_file: `${secrets}/${SECRET_FILES.webhook}`, send_resolved: true },
          ],
        }
      : {}),
    ...(slack === undefined
      ? {}
      : {
          slack_configs: [
            {
              api_url_file: `${secrets}/${SECRET_FILES.slack}`,
              ...(slack.channel === "" ? {} : { channel: slack.channel }),
              send_resolved: true,
              title: '{{ template "observability.title" . }}',
              text: '{{ template "observability.slack" . }}',
            },
          ],
        }),
    ...(email === undefined
      ? {}
      : {
          email_configs: [
            {
              to: email.to,
              send_resolved: true,
              headers: { Subject: '{{ template "observability.title" . }}' },
              html: '{{ template "observability.html" . }}',
              text: '{{ template "observability.text" . }}',
            },
          ],
        }),
  };
}

function mailServer(
  { email }: AlertmanagerInput,
  { secrets }: AlertmanagerPaths,
): AlertmanagerConfig["global"] {
  if (email === undefined) return {};
  return {
    smtp_from: email.from,
    smtp_smarthost: email.smarthost,
    ...(email.user === ""
      ? {}
      : {
          smtp_auth_username: email.user,
          smtp_auth_password_file: `${secrets}/${SECRET_FILES.smtpPassword}`,
        }),
    smtp_require_tls: email.requireTls,
  };
}

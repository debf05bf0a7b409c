import { labels } from "../../settings/labels";

/** The keys of `alertmanager.yml` this project sets, spelled the way Alertmanager spells them. */
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
  /** How long what changes in a group waits that was sent already. */
  readonly groupInterval: string;
  readonly repeatInterval: string;
  /** Whether alerts of severity info are sent, too. */
  readonly sendInfo: boolean;
  readonly webhook: boolean;
  readonly slack: { readonly channel: string } | undefined;
  readonly email:
    | {
        readonly to: string;
        readonly from: string;
        readonly smarthost: string;
        /** Empty where the mail server asks for no login. */
        readonly user: string;
        readonly requireTls: boolean;
      }
    | undefined;
  /** What is called for as long as alerting works. */
  readonly deadMan: { readonly interval: string } | undefined;
}

export interface AlertmanagerPaths {
  /** Directory of the secrets, each in a file of its own. */
  readonly secrets: string;
  readonly templates: string;
}

/** The files of the secrets, in their directory. */
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

/** Never to people: what counts is that its messages go on. */
function watchdog({ deadMan }: AlertmanagerInput): Route {
  const matchers = ['alertname="Watchdog"'];
  if (deadMan === undefined) return { receiver: NOBODY, matchers };
  return {
    receiver: DEAD_MAN,
    matchers,
    group_by: [labels.environment],
    group_wait: "0s",
    // A message is repeated when an interval has passed and the group is looked at again.
    group_interval: deadMan.interval,
    repeat_interval: deadMan.interval,
  };
}

function info(): Route {
  return { receiver: NOBODY, matchers: ['severity="info"'] };
}

/** What is seen anyway, or follows from something worse, is not sent on top. */
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

import { load } from "js-yaml";
import { headersText } from "../../components/services/collector/gateway";
import { parseDuration } from "../../components/render/units";
import { FILTERED_SOCKET } from "../../components/settings/filtered-socket";
import type { PipelineSettings } from "../../components/settings/schema";
import type { ServiceName } from "../../components/settings/services";

/** A value in a service's files, and the expected value. */
export type Placed = readonly [what: string, found: unknown, given: unknown];

/** Returns the value at a path of keys in a file; undefined if there is none. */
type At = (file: string, ...keys: (string | number)[]) => unknown;

type Places = (settings: PipelineSettings, at: At) => Placed[];

const environments = ({ environment }: PipelineSettings) => ({
  deployment_environment_name: environment,
  environment,
});

interface Alertmanager {
  scheme?: string;
  path_prefix?: string;
  static_configs: [{ targets: [string] }];
}

function addressOf({ scheme = "http", path_prefix = "", static_configs }: Alertmanager): string {
  return `${scheme}://${static_configs[0].targets[0]}${path_prefix}`;
}

function withPort(url: string): string {
  const [, scheme, host = "", port, path = ""] =
    /^(https?):\/\/([^:/]+)(:\d+)?(.*)$/.exec(url) ?? [];
  return `${scheme ?? ""}://${host}${port ?? (scheme === "https" ? ":443" : ":80")}${path}`;
}

const prometheus: Places = (settings, at) => {
  const config: At = (...keys) => at("prometheus.yml", ...keys);
  const jobs = config("scrape_configs") as { job_name: string }[];
  const groups = (at("alerts.yml", "groups") ?? []) as {
    rules: { alert: string; annotations: { runbook_url: string } }[];
  }[];
  const alerts = groups.flatMap(({ rules }) => rules);
  const labels = { host_name: settings.hostName, ...environments(settings) };
  const [alertmanager] = (config("alerting", "alertmanagers") ?? []) as Alertmanager[];
  return [
    ["interval", config("global", "scrape_interval"), settings.scrapeInterval],
    ["evaluation", config("global", "evaluation_interval"), settings.evaluationInterval],
    ["environment", config("global", "external_labels"), environments(settings)],
    ["age", config("storage", "tsdb", "retention", "time"), settings.metricsRetention],
    ["size", config("storage", "tsdb", "retention", "size"), `${settings.metricsRetentionSize}B`],
    ["window", config("storage", "tsdb", "out_of_order_time_window"), settings.outOfOrderWindow],
    ...settings.scrapeTargets.map(({ job, targets, path, scheme, labels: own }): Placed => [
      `job ${job}`,
      jobs.find(({ job_name }) => job_name === job),
      {
        job_name: job,
        ...(scheme === undefined ? {} : { scheme }),
        ...(path === undefined ? {} : { metrics_path: path }),
        static_configs: [{ targets, labels: { ...labels, ...own } }],
      },
    ]),
    [
      "engine",
      jobs.find(({ job_name }) => job_name === "docker-engine"),
      settings.engineMetricsTarget === ""
        ? undefined
        : {
            job_name: "docker-engine",
            static_configs: [{ targets: [settings.engineMetricsTarget], labels }],
          },
    ],
    ...(settings.alertmanagerUrl === ""
      ? []
      : [
          [
            "Alertmanager",
            alertmanager && addressOf(alertmanager),
            withPort(settings.alertmanagerUrl),
          ] as const,
        ]),
    [
      "disabled",
      alerts.filter(({ alert }) => (settings.alertsDisabled as string[]).includes(alert)),
      [],
    ],
    [
      "runbooks",
      alerts.filter(
        ({ annotations: { runbook_url } }) => !runbook_url.startsWith(settings.runbookBaseUrl),
      ),
      [],
    ],
  ];
};

const collector: Places = (settings, at) => {
  const exporter: At = (name, ...keys) => at("gateway.yaml", "exporters", name, ...keys);
  const scheme = settings.tls === "off" ? "http" : "https";
  const headers = load(headersText(settings.upstreamOtlpHeaders)) as Record<string, string>;
  return [
    ["Tempo", exporter("otlp_grpc/tempo", "endpoint"), settings.tempoOtlpEndpoint || "tempo:4317"],
    [
      "Loki",
      exporter("otlp_http/loki", "endpoint"),
      `${settings.lokiUrl || `${scheme}://loki:3100`}/otlp`,
    ],
    [
      "Prometheus",
      exporter("otlp_http/prometheus", "endpoint"),
      `${settings.prometheusUrl || `${scheme}://prometheus:9090`}/api/v1/otlp`,
    ],
    ["queue", exporter("otlp_http/loki", "sending_queue", "queue_size"), settings.queueSize],
    [
      "upstream",
      exporter("otlp_http/upstream", "endpoint"),
      settings.upstreamOtlpEndpoint || undefined,
    ],
    [
      "headers",
      Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, value.replaceAll("$$", "$")]),
      ),
      settings.upstreamOtlpHeaders,
    ],
    [
      "environment",
      (
        at(
          "gateway.yaml",
          "processors",
          "transform/identity",
          "trace_statements",
          0,
          "statements",
        ) as string[]
      ).some((statement) => statement.includes(`, "${settings.environment}")`)),
      true,
    ],
  ];
};

/** Name of the host. On a Swarm, the Collector reads the name of its node from the environment. */
function agentsHost({ swarm, hostName }: PipelineSettings): string {
  return swarm ? "${env:NODE_NAME:-unknown}" : hostName;
}

const agent: Places = (settings, at) => {
  const config: At = (...keys) => at("agent.yaml", ...keys);
  const asksEngine = settings.containerMetrics === "docker_stats";
  const hosts = config("processors", "resource/host", "attributes");
  return [
    [
      "host",
      hosts,
      settings.containerLogs
        ? [{ key: "host.name", value: agentsHost(settings), action: "upsert" }]
        : undefined,
    ],
    [
      "interval",
      config("receivers", "host_metrics", "collection_interval"),
      settings.hostMetrics ? settings.scrapeInterval : undefined,
    ],
    [
      "socket",
      config("receivers", "docker_stats", "endpoint"),
      asksEngine
        ? `unix://${settings.dockerSocketProxy ? FILTERED_SOCKET : settings.dockerSocket}`
        : undefined,
    ],
    [
      "discovery's socket",
      config(
        "receivers",
        "prometheus/discovery",
        "config",
        "scrape_configs",
        0,
        "docker_sd_configs",
        0,
        "host",
      ),
      settings.containerDiscovery
        ? `unix://${settings.dockerSocketProxy ? FILTERED_SOCKET : settings.dockerSocket}`
        : undefined,
    ],
    [
      "gateway",
      config("exporters", "otlp_grpc/gateway", "endpoint"),
      settings.services.includes("collector") ? "otel-collector:4320" : settings.gatewayEndpoint,
    ],
    [
      "queue",
      config("exporters", "otlp_grpc/gateway", "sending_queue", "queue_size"),
      settings.queueSize,
    ],
  ];
};

const tempo: Places = (settings, at) => {
  const retention = at(
    "overrides.yaml",
    "overrides",
    "single-tenant",
    "compaction",
    "block_retention",
  );
  const scheme = settings.tls === "off" ? "http" : "https";
  return [
    ["retention", parseDuration(String(retention)), parseDuration(settings.traceRetention)],
    [
      "environment",
      at("tempo.yaml", "metrics_generator", "registry", "external_labels"),
      { source: "tempo", ...environments(settings) },
    ],
    [
      "Prometheus",
      at("tempo.yaml", "metrics_generator", "storage", "remote_write", 0, "url"),
      `${settings.prometheusUrl || `${scheme}://prometheus:9090`}/api/v1/write`,
    ],
  ];
};

const loki: Places = (settings, at) => [
  ["retention", at("limits.yaml", "overrides", "fake", "retention_period"), settings.logRetention],
];

const grafana: Places = (settings, at) => {
  const sources = at("stores.yaml", "datasources") as {
    uid: string;
    url: string;
    jsonData: { timeInterval?: string };
  }[];
  const source = (uid: string) => sources.find((each) => each.uid === uid);
  const scheme = settings.tls === "off" ? "http" : "https";
  const own = (service: ServiceName, port: number) => `${scheme}://${service}:${port}`;
  const alertmanager = settings.services.includes("alertmanager")
    ? own("alertmanager", 9093)
    : settings.alertmanagerUrl;
  return [
    ["Prometheus", source("prometheus")?.url, settings.prometheusUrl || own("prometheus", 9090)],
    ["Loki", source("loki")?.url, settings.lokiUrl || own("loki", 3100)],
    ["Tempo", source("tempo")?.url, settings.tempoUrl || own("tempo", 3200)],
    ["Alertmanager", source("alertmanager")?.url, alertmanager || undefined],
    ["interval", source("prometheus")?.jsonData.timeInterval, settings.scrapeInterval],
  ];
};

const alertmanager: Places = (settings, at) => {
  const config: At = (...keys) => at("alertmanager.yml", ...keys);
  const receivers = config("receivers") as {
    name: string;
    email_configs?: { to: string }[];
    slack_configs?: { channel?: string }[];
  }[];
  const people = receivers.find(({ name }) => name === "people");
  const mails = settings.alertEmailTo !== "";
  return [
    ["wait", config("route", "group_wait"), settings.alertGroupWait],
    ["repeat", config("route", "repeat_interval"), settings.alertRepeatInterval],
    ["to", people?.email_configs?.[0]?.to, settings.alertEmailTo || undefined],
    ["from", config("global", "smtp_from"), settings.alertEmailFrom || undefined],
    ["server", config("global", "smtp_smarthost"), settings.smtpSmarthost || undefined],
    ["login", config("global", "smtp_auth_username"), settings.smtpUser || undefined],
    ["TLS", config("global", "smtp_require_tls"), mails ? settings.smtpRequireTls : undefined],
    ["channel", people?.slack_configs?.[0]?.channel, settings.alertSlackChannel || undefined],
  ];
};

const cadvisor: Places = (settings, at) => {
  const flags = at("flags.json") as string[];
  const HOUSEKEEPING = "--housekeeping_interval=";
  const interval =
    flags.find((flag) => flag.startsWith(HOUSEKEEPING))?.slice(HOUSEKEEPING.length) ?? "";
  return [
    ["interval", parseDuration(interval), 2 * (parseDuration(settings.scrapeInterval) ?? 0)],
    ["socket", flags.includes(`--docker=unix://${settings.dockerSocket}`), true],
  ];
};

/** Places of settings in the files of each service. */
export const places: Readonly<Partial<Record<ServiceName, Places>>> = {
  cadvisor,
  prometheus,
  collector,
  agent,
  tempo,
  loki,
  grafana,
  alertmanager,
};

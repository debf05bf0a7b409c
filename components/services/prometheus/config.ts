import { having } from "..";
import { cadvisorScrape } from "../../settings/cadvisor-scrape";
import type { ScrapeConfig } from "../../settings/scrape-config";
import { address, endpoints } from "../../settings/endpoints";
import { extensionPatterns } from "../../settings/extensions";
import { attributes, environmentLabels, jobs, placeLabels } from "../../settings/labels";
import type { ScrapeTarget } from "../../settings/scrape-target";
import { scrapeJob } from "../../settings/scrape-job";
import type { ServiceName } from "../../settings/services";
import { clientTls, type ClientTls, type Tls } from "../../settings/tls";
import { onSwarm, swarmTasks, type SwarmInput } from "./swarm-targets";

/** Keys of `prometheus.yml` that this project sets, in Prometheus' spelling. */
export interface PrometheusConfig {
  global: {
    scrape_interval: string;
    evaluation_interval: string;
    external_labels: Record<string, string>;
  };
  storage: {
    tsdb: { out_of_order_time_window: string; retention: { time: string; size: string } };
    exemplars: { max_exemplars: number };
  };
  otlp: {
    translation_strategy: "UnderscoreEscapingWithSuffixes";
    keep_identifying_resource_attributes: boolean;
    promote_resource_attributes: string[];
  };
  rule_files: string[];
  scrape_config_files: string[];
  alerting?: {
    alertmanagers: {
      scheme?: string;
      path_prefix?: string;
      tls_config?: ClientTls;
      static_configs: { targets: string[] }[];
    }[];
  };
  remote_write?: RemoteWrite[];
  scrape_configs: ScrapeConfig[];
}

interface RemoteWrite {
  name: string;
  url: string;
  send_exemplars: boolean;
  send_native_histograms: boolean;
  headers?: Readonly<Record<string, string>>;
  basic_auth?: { username: string; password_file: string };
  authorization?: { credentials_file: string };
}

export interface PrometheusInput {
  readonly scrapeInterval: string;
  readonly evaluationInterval: string;
  readonly retention: string;
  readonly retentionSizeBytes: number;
  readonly outOfOrderWindow: string;
  readonly hostName: string;
  readonly environment: string;
  /** Undefined: not on a Swarm. */
  readonly swarm: SwarmInput | undefined;
  /** Running services. Each is scraped for its own metrics. */
  readonly services: readonly ServiceName[];
  /** Whether Prometheus scrapes cAdvisor, instead of the agent. */
  readonly scrapeCadvisor: boolean;
  /** cAdvisor series to store. */
  readonly cadvisorMetrics: "essential" | "all";
  /** Whether cAdvisor's metrics include the host's network interfaces. */
  readonly hostNetwork: boolean;
  readonly engineMetricsTarget: string;
  readonly scrapeTargets: readonly ScrapeTarget[];
  /** Time for which a stopped container is found by its name: as long as its traces and logs are stored. */
  readonly history: string;
  /** Alertmanager that receives the alerts. Empty: none. */
  readonly alertmanagerUrl: string;
  /** TLS client settings for the stack's own Alertmanager. */
  readonly alertmanagerTls: Tls | undefined;
  /** TLS client settings for scraping the services that use TLS. */
  readonly tls: Tls | undefined;
  /** Store that receives a copy of every sample. Undefined: none. */
  readonly remoteWrite: RemoteWriteInput | undefined;
  readonly ruleFiles: readonly string[];
}

export interface RemoteWriteInput {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** User name. Empty: bearer token or no authentication. */
  readonly user: string;
  /** Whether there is a password or a token. */
  readonly showsPassword: boolean;
}

/** Mount path of the credentials for the remote-write store. */
export const SECRETS_PATH = "/secrets";
export const REMOTE_WRITE_PASSWORD = `${SECRETS_PATH}/remote-write-password`;

/** Attributes that become labels of every metric sent over OTLP. */
const PROMOTED = [
  attributes.serviceName,
  attributes.serviceNamespace,
  attributes.serviceVersion,
  attributes.environment,
  attributes.environmentShort,
  attributes.hostName,
  attributes.containerName,
  attributes.containerId,
  attributes.containerAddress,
  attributes.containerImage,
  attributes.composeProject,
  attributes.composeService,
  attributes.swarmService,
  attributes.swarmTask,
  attributes.observabilityStack,
];

export function buildPrometheusConfig(input: PrometheusInput): PrometheusConfig {
  return {
    global: {
      scrape_interval: input.scrapeInterval,
      evaluation_interval: input.evaluationInterval,
      // Applies to everything that Prometheus sends, such as an alert about an object without an environment label.
      external_labels: environmentLabels(input.environment),
    },
    storage: {
      tsdb: {
        out_of_order_time_window: input.outOfOrderWindow,
        retention: { time: input.retention, size: `${input.retentionSizeBytes}B` },
      },
      exemplars: { max_exemplars: 100_000 },
    },
    otlp: {
      translation_strategy: "UnderscoreEscapingWithSuffixes",
      keep_identifying_resource_attributes: true,
      promote_resource_attributes: PROMOTED,
    },
    rule_files: [...input.ruleFiles, extensionPatterns.rules],
    scrape_config_files: [extensionPatterns.scrape],
    ...(input.alertmanagerUrl === "" ? {} : { alerting: alerting(input) }),
    ...(input.remoteWrite === undefined ? {} : { remote_write: [remoteWrite(input.remoteWrite)] }),
    scrape_configs: [
      ...(input.scrapeCadvisor ? [cadvisor(input)] : []),
      ...components(input),
      ...(input.engineMetricsTarget === ""
        ? []
        : [job(input, jobs.engine, input.engineMetricsTarget)]),
      ...input.scrapeTargets.map((target) => scrapeJob(target, input)),
      ...(input.swarm === undefined ? [] : [swarmTasks(input.swarm, input.environment)]),
    ],
  };
}

function remoteWrite({ url, headers, user, showsPassword }: RemoteWriteInput): RemoteWrite {
  return {
    name: "long-term",
    url,
    send_exemplars: true,
    send_native_histograms: true,
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(showsPassword ? credentials(user) : {}),
  };
}

function credentials(user: string): Pick<RemoteWrite, "basic_auth" | "authorization"> {
  return user === ""
    ? { authorization: { credentials_file: REMOTE_WRITE_PASSWORD } }
    : { basic_auth: { username: user, password_file: REMOTE_WRITE_PASSWORD } };
}

/** Splits the Alertmanager's URL into the parts that Prometheus expects. Omits default values, as Prometheus does. */
function alerting({
  alertmanagerUrl,
  alertmanagerTls: tls,
}: PrometheusInput): Required<PrometheusConfig>["alerting"] {
  const { protocol, hostname, port, pathname } = new URL(alertmanagerUrl);
  const secure = protocol === "https:";
  return {
    alertmanagers: [
      {
        ...(secure ? { scheme: "https" } : {}),
        ...(pathname === "/" ? {} : { path_prefix: pathname }),
        ...(tls === undefined ? {} : { tls_config: clientTls(tls) }),
        static_configs: [{ targets: [address(hostname, Number(port) || (secure ? 443 : 80))] }],
      },
    ],
  };
}

function cadvisor(input: PrometheusInput): ScrapeConfig {
  const { host: alias, http: port } = endpoints.cadvisor;
  return whereItRuns(input, cadvisorScrape(input), { service: "cadvisor", alias, port });
}

/** Sets the targets of a job: the network alias, or on a Swarm, the service's tasks. */
function whereItRuns(
  { swarm, environment }: PrometheusInput,
  job: ScrapeConfig,
  of: { service: string; alias: string; port: number },
): ScrapeConfig {
  return swarm === undefined ? job : onSwarm(job, swarm, { ...of, environment });
}

/** Scrape jobs for the stack's own services: monitoring must be monitored. */
function components(input: PrometheusInput): ScrapeConfig[] {
  return having("scrape")
    .filter(({ name }) => input.services.includes(name))
    .map(({ name: service, scrape }) => {
      const { job: name, host: alias, port } = scrape;
      const scraped: ScrapeConfig = {
        ...job(input, name, address(alias, port)),
        ...(input.tls === undefined || "plain" in scrape
          ? {}
          : { scheme: "https", tls_config: clientTls(input.tls) }),
      };
      return whereItRuns(input, scraped, { service, alias, port });
    });
}

function job(input: PrometheusInput, name: string, target: string): ScrapeConfig {
  return { job_name: name, static_configs: [{ targets: [target], labels: placeLabels(input) }] };
}

import { parseDuration } from "../../render/units";
import {
  containerAddress,
  LISTED_EVERY_SECONDS,
  listingIntervalSeconds,
} from "../../settings/container-address";
import { address, endpoints } from "../../settings/endpoints";
import {
  attributes,
  containerSeries,
  DOCKER_LABEL_NAMES,
  dockerLabels,
  jobs,
  labels,
  placeLabels,
  STACK_LABEL,
  VERIFY_LABEL,
} from "../../settings/labels";
import {
  copied,
  dockerLabelAs,
  fixed,
  keep,
  literally,
  type RelabelConfig,
  shortId,
  taskName,
} from "../../settings/relabel";
import type { DockerDiscovery, ScrapeConfig } from "../../settings/scrape-config";
import {
  asLabels,
  SCRAPE_LABEL_NAMES,
  scrapeLabelForms,
  scrapeSeriesLabels,
} from "../../settings/scrape-labels";
import { escapeDollars } from "./blocks";
import { scrapedLabels } from "./scraped";

export interface DiscoveryInput {
  /** Docker Engine's socket, or the socket of the proxy in front of it. */
  readonly dockerSocket: string;
  readonly interval: string;
  readonly hostName: string;
  readonly environment: string;
  /** The stack's network. Labelled containers are scraped on it. */
  readonly network: string;
  /** Scope in which an address on that network is unique: see `addressScope`. */
  readonly addressScope: string;
}

/** Time for which a scrape waits for others to be sent together. */
const BATCHED_SECONDS = 5;

const META = "__meta_docker";
const LABEL = `${META}_container_label_`;

/** Lists the host's containers, and scrapes those that have scrape labels. */
export function discovery(input: DiscoveryInput): object {
  const jobs = [listed(input), labelled(input)].map((job) => placed(escapeDollars(job), input));
  return { config: { scrape_configs: jobs } };
}

/**
 * Adds host and environment to the target's labels, as in Prometheus' own scrape jobs. The host name may be a Collector
 * variable, so it is added after `$` is escaped.
 */
function placed(job: ScrapeConfig, input: DiscoveryInput): ScrapeConfig {
  const place = Object.entries(placeLabels(input)).map(([label, value]) => fixed(label, value));
  return { ...job, relabel_configs: [...(job.relabel_configs ?? []), ...place] };
}

/**
 * Returns processors that give the series of both jobs the labels of a direct scrape, rename the listing's only series,
 * and batch messages.
 */
export function discovered(input: DiscoveryInput): Record<string, object> {
  const ofListing = `resource.attributes["${attributes.serviceName}"] == "${jobs.discovery}"`;
  return {
    "filter/discovery": {
      error_mode: "ignore",
      metrics: { metric: [`${ofListing} and name != "up"`] },
    },
    "transform/discovery": {
      error_mode: "ignore",
      metric_statements: [
        {
          context: "resource",
          statements: [
            `set(attributes["${attributes.serviceInstance}"], ${JSON.stringify(input.hostName)}) where attributes["${attributes.serviceName}"] == "${jobs.discovery}"`,
          ],
        },
        {
          context: "metric",
          statements: [`set(name, "${containerSeries.network}") where ${ofListing}`],
        },
      ],
    },
    "transform/discovered": scrapedLabels(),
    // Each target is scraped separately. Without batching, each scrape would be an entry in the queue on disk and a
    // separate message.
    "batch/discovery": { timeout: `${BATCHED_SECONDS}s` },
  };
}

/**
 * Lists one target for each container on each of its networks. All targets scrape the agent's own health endpoint,
 * which returns an empty page: only the target's labels on the series `up` matter.
 */
function listed(input: DiscoveryInput): ScrapeConfig {
  const { dockerSocket, interval, network, addressScope } = input;
  return {
    job_name: jobs.discovery,
    scrape_interval: `${listingIntervalSeconds(parseDuration(interval) ?? 0)}s`,
    fallback_scrape_protocol: "PrometheusText0.0.4",
    docker_sd_configs: [engine(dockerSocket)],
    relabel_configs: [
      // Skip the sender of `verify`, which identifies itself. Otherwise, the app that gets its address next would share
      // the address with it.
      { source_labels: [asMeta(VERIFY_LABEL)], regex: ".+", action: "drop" },
      ...identityLabels(),
      copied(`${META}_network_name`, labels.network),
      copied(`${META}_network_ip`, labels.containerIp),
      {
        source_labels: [`${META}_network_name`, `${META}_network_ip`],
        regex: `${literally(network)};(.+)`,
        target_label: labels.containerAddress,
        replacement: containerAddress("$1", addressScope),
      },
      ...SCRAPE_LABEL_NAMES.map((name) => copied(asLabels(LABEL)[name], scrapeSeriesLabels[name])),
      fixed("__metrics_path__", "/"),
      fixed("__address__", address("127.0.0.1", endpoints.agent.health)),
    ],
  };
}

/**
 * Scrapes the containers on the stack's network that have a port label. Labels of Swarm services are not container
 * labels.
 */
function labelled({ dockerSocket, interval, network }: DiscoveryInput): ScrapeConfig {
  const { job, port, path, scheme } = asLabels(LABEL);
  const { port: aPort, path: aPath, scheme: aScheme } = scrapeLabelForms;
  return {
    job_name: jobs.labelled,
    scrape_interval: interval,
    docker_sd_configs: [engine(dockerSocket)],
    relabel_configs: [
      keep([`${META}_network_name`], literally(network)),
      keep([port, path, scheme], `(?:${aPort});(?:${aPath})?;(?:${aScheme})?`),
      ...identityLabels(),
      {
        source_labels: [`${META}_network_ip`, port],
        regex: "(.+);(.+)",
        target_label: "__address__",
        replacement: "$1:$2",
      },
      {
        source_labels: [labels.containerName, port],
        regex: "(.+);(.+)",
        target_label: "instance",
        replacement: "$1:$2",
      },
      copied(path, "__metrics_path__"),
      copied(scheme, "__scheme__"),
      copied(labels.containerName, "job"),
      copied(job, "job"),
    ],
  };
}

function engine(dockerSocket: string): DockerDiscovery {
  return {
    host: `unix://${dockerSocket}`,
    refresh_interval: `${LISTED_EVERY_SECONDS}s`,
    match_first_network: false,
  };
}

/** Returns relabel rules for the labels that a container has on all its series. */
function identityLabels(): RelabelConfig[] {
  return [
    shortId(`${META}_container_id`),
    {
      source_labels: [`${META}_container_name`],
      regex: "/(.+)",
      target_label: labels.containerName,
      replacement: "$1",
    },
    taskName(labels.containerName),
    ...DOCKER_LABEL_NAMES.map((name) => copied(asMeta(dockerLabels[name]), labels[name])),
    copied(asMeta(STACK_LABEL), labels.observabilityStack),
  ];
}

function asMeta(dockerLabel: string): string {
  return dockerLabelAs(LABEL, dockerLabel);
}

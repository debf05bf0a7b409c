import { cadvisorScrape } from "../../settings/cadvisor-scrape";
import { address, endpoints } from "../../settings/endpoints";
import { attributes, jobs, placeLabels } from "../../settings/labels";
import {
  durableQueue,
  extensions,
  MEMORY_LIMITER,
  memoryLimiter,
  service,
  type CollectorConfig,
  type Pipeline,
} from "./blocks";
import { containerLogs, type ContainerLogsInput } from "./container-logs";
import { discovered, discovery, type DiscoveryInput } from "./discovery";
import { asCadvisorNames, dockerStats, splitBlockIo } from "./docker-stats";
import { hostMetrics } from "./host-metrics";
import { otlpReceiver } from "./otlp-receiver";
import type { RemoteGateway } from "../../plan/plan";
import { gatewayAuthenticator, toRemoteGateway } from "./remote-gateway";
import { scrape, scrapedLabels } from "./scraped";
import { sendersIdentity } from "./sender-address";

export interface AgentInput {
  readonly hostName: string;
  readonly environment: string;
  readonly scrapeInterval: string;
  readonly queueSizeBytes: number;
  readonly containerLogs: ContainerLogsInput | undefined;
  readonly hostMetrics: boolean;
  /**
   * Source from which the agent collects container metrics: cAdvisor or Docker Engine. `none`: Prometheus scrapes
   * cAdvisor.
   */
  readonly containerMetrics: "cadvisor" | "docker_stats" | "none";
  /** cAdvisor series to store. */
  readonly cadvisorMetrics: "essential" | "all";
  /** Whether cAdvisor's metrics include the host's network interfaces. */
  readonly hostNetwork: boolean;
  readonly dockerSocket: string;
  /**
   * Set if the agent lists the host's containers and scrapes them by their labels: the stack's network, and the scope
   * in which an address on it is unique (see `addressScope`).
   */
  readonly discovery: Pick<DiscoveryInput, "network" | "addressScope"> | undefined;
  /** The gateway, if it is on another host. Undefined: it is on the agent's network. */
  readonly remoteGateway: RemoteGateway | undefined;
}

const EXPORTER = "otlp_grpc/gateway";

/** One source of the agent: its receiver, and the processors between it and the gateway. */
interface Source {
  readonly pipelines: readonly string[];
  readonly receiver: string;
  readonly config: object;
  readonly processors: Readonly<Record<string, object>>;
}

export function buildAgentConfig(input: AgentInput): CollectorConfig {
  const used = sources(input);
  const pipelines = used.flatMap(({ pipelines, receiver, processors }) =>
    pipelines.map((name): [string, Pipeline] => [
      name,
      {
        receivers: [receiver],
        processors: [MEMORY_LIMITER, ...Object.keys(processors)],
        exporters: [EXPORTER],
      },
    ]),
  );
  const authenticator = gatewayAuthenticator(input.remoteGateway);
  return {
    extensions: { ...extensions(), ...authenticator },
    receivers: Object.fromEntries(used.map(({ receiver, config }) => [receiver, config])),
    processors: Object.assign(
      { [MEMORY_LIMITER]: memoryLimiter() },
      ...used.map(({ processors }) => processors),
    ) as CollectorConfig["processors"],
    exporters: {
      [EXPORTER]: {
        ...(input.remoteGateway === undefined ? toGateway() : toRemoteGateway(input.remoteGateway)),
        ...durableQueue(input.queueSizeBytes),
      },
    },
    service: service(Object.fromEntries(pipelines), Object.keys(authenticator)),
  };
}

function toGateway(): object {
  return {
    endpoint: address(endpoints.collector.host, endpoints.collector.agents),
    tls: { insecure: true },
    compression: "none",
  };
}

function sources(input: AgentInput): Source[] {
  const host = { "resource/host": onHost({ [attributes.hostName]: input.hostName }) };
  const found: Source[] = [];
  if (input.containerLogs !== undefined) {
    found.push({
      pipelines: ["logs/containers"],
      receiver: "file_log/containers",
      config: containerLogs(input.containerLogs),
      processors: host,
    });
  }
  if (input.hostMetrics) {
    found.push({
      pipelines: ["metrics/host"],
      receiver: "host_metrics",
      config: hostMetrics(input.scrapeInterval),
      processors: {
        "resource/host-metrics": onHost({
          [attributes.hostName]: input.hostName,
          [attributes.serviceName]: jobs.host,
          [attributes.serviceInstance]: input.hostName,
        }),
      },
    });
  }
  if (input.containerMetrics === "cadvisor") {
    found.push({
      pipelines: ["metrics/cadvisor"],
      receiver: "prometheus/cadvisor",
      config: scrape(cadvisorScrape({ ...input, interval: input.scrapeInterval })),
      processors: { "transform/cadvisor": scrapedLabels() },
    });
  }
  if (input.containerMetrics === "docker_stats") {
    found.push({
      pipelines: ["metrics/docker_stats"],
      receiver: "docker_stats",
      config: dockerStats({ ...input, interval: input.scrapeInterval }),
      processors: {
        "transform/docker_stats": asCadvisorNames(input.hostName),
        "filter/docker_stats": splitBlockIo(),
      },
    });
  }
  if (input.discovery !== undefined) {
    const of = { ...input, ...input.discovery, interval: input.scrapeInterval };
    found.push({
      pipelines: ["metrics/discovery"],
      receiver: "prometheus/discovery",
      config: discovery(of),
      processors: discovered(of),
    });
  }
  return input.remoteGateway === undefined ? found : [...found, ...onOtherHost(input)];
}

/**
 * Returns the sources that replace a backend on the same host: they receive the containers' telemetry and scrape the
 * agent. The backend needs no access to this host.
 */
function onOtherHost({
  environment,
  hostName,
  discovery: listed,
  queueSizeBytes,
  scrapeInterval,
}: AgentInput): Source[] {
  const addressScope = listed?.addressScope;
  const known = { environment, hostNames: [hostName], sendersHost: hostName, addressScope };
  return [
    {
      pipelines: ["traces/otlp", "logs/otlp", "metrics/otlp"],
      receiver: "otlp",
      config: otlpReceiver(queueSizeBytes),
      processors: sendersIdentity(known),
    },
    {
      pipelines: ["metrics/agent"],
      receiver: "prometheus/agent",
      config: scrape({
        job_name: jobs.agent,
        scrape_interval: scrapeInterval,
        static_configs: [
          {
            targets: [address(endpoints.agent.host, endpoints.agent.telemetry)],
            labels: placeLabels({ environment, hostName }),
          },
        ],
        // Under the name `target_info`, the receiver would use the service in its labels for the target, instead of
        // `job` and `instance`.
        metric_relabel_configs: [
          {
            source_labels: ["__name__"],
            regex: "target_info",
            target_label: "__name__",
            replacement: "otelcol_build_info",
          },
        ],
      }),
      processors: { "transform/agent": scrapedLabels() },
    },
  ];
}

function onHost(values: Record<string, string>): object {
  return {
    attributes: Object.entries(values).map(([key, value]) => ({ key, value, action: "upsert" })),
  };
}

import { byName, having, type With } from "../services";

/** Names that several services share. A change breaks dashboards and links of users. */

/** Scrape job of each service's own metrics. */
const serviceJobs = Object.fromEntries(
  having("scrape").map(({ name, scrape }) => [name, scrape.job]),
) as { readonly [M in With<"scrape"> as M["name"]]: M["scrape"]["job"] };

export const jobs = Object.freeze({
  ...serviceJobs,
  containers: "docker",
  host: "host",
  engine: "docker-engine",
  /** The engine's list of containers: see `containerSeries.network`. */
  discovery: "container-discovery",
  /** Containers with scrape labels. Each target has its own job. */
  labelled: "labelled-containers",
  /** Tasks of other services in a Swarm. */
  swarmTasks: "dockerswarm",
});

/** Interval at which Tempo writes request metrics that it derives from spans. A rate must span it. */
export const SPAN_METRICS_INTERVAL = "15s";

/** Service name of the signals that `verify` sends. It is excluded from request metrics. */
export const VERIFY_SERVICE = "observability-verify";

/** Docker label of the container that sends these signals. Its value is the name prefix of the stack. */
export const VERIFY_LABEL = "container-observability.verify";

/** Service name of the log record of an update. Dashboards mark it on their graphs. */
export const UPDATE_SERVICE = "observability-update";

/** UIDs of Grafana's data sources. */
export const dataSourceUids = byName("dataSource");

/** OpenTelemetry resource attributes that identify a container and its place. */
export const attributes = Object.freeze({
  containerId: "container.id",
  containerName: "container.name",
  containerImage: "container.image.name",
  /** `<IP address>@<scope>`, for telemetry without a container ID or name: see `container-address.ts`. */
  containerAddress: "container.address",
  composeProject: "compose.project",
  composeService: "compose.service",
  swarmService: "swarm.service",
  swarmTask: "swarm.task",
  observabilityStack: "observability.stack",
  environment: "deployment.environment.name",
  environmentShort: "environment",
  hostName: "host.name",
  serviceName: "service.name",
  serviceNamespace: "service.namespace",
  serviceInstance: "service.instance.id",
  serviceVersion: "service.version",
});

/** Labels in Prometheus and Loki that correspond to `attributes`. */
export const labels = Object.freeze({
  containerId: "container_id",
  containerName: "container_name",
  containerAddress: "container_address",
  containerIp: "container_ip",
  network: "network",
  environment: "deployment_environment_name",
  /** Short name of the environment label, for queries by users. Rules and dashboards use the long name. */
  environmentShort: "environment",
  hostName: "host_name",
  image: "image",
  composeProject: "compose_project",
  composeService: "compose_service",
  swarmService: "swarm_service",
  swarmTask: "swarm_task",
  observabilityStack: "observability_stack",
  serviceName: "service_name",
  serviceNamespace: "service_namespace",
  serviceVersion: "service_version",
});

/** Time series with the names and places of containers, with which others are joined. */
export const containerSeries = Object.freeze({
  /** Time at which each container was last seen. */
  lastSeen: "container:last_seen_timestamp_seconds",
  /** Each running container on each of its networks, from an agent's list. */
  network: "container_network_info",
  /** Times at which a container was first and last seen with its address on the stack's network. */
  addressSince: "container:address_since_timestamp_seconds",
  addressLastSeen: "container:address_last_seen_timestamp_seconds",
});

/** Labels of the environment, under both names. */
export function environmentLabels(environment: string): Record<string, string> {
  return { [labels.environment]: environment, [labels.environmentShort]: environment };
}

/** Labels of a scrape target: its host and the environment. */
export function placeLabels(place: {
  hostName: string;
  environment: string;
}): Record<string, string> {
  return { [labels.hostName]: place.hostName, ...environmentLabels(place.environment) };
}

/**
 * Docker labels that become labels of a container's time series and, if the engine adds them to log lines, of its logs.
 * The keys are those of `attributes` and `labels`.
 */
export const dockerLabels = Object.freeze({
  composeProject: "com.docker.compose.project",
  composeService: "com.docker.compose.service",
  swarmService: "com.docker.swarm.service.name",
  swarmTask: "com.docker.swarm.task.name",
  serviceName: "service.name",
  serviceNamespace: "service.namespace",
  serviceVersion: "service.version",
});

/** Docker label of each container that this program creates. Its value is the name prefix of the stack. */
export const STACK_LABEL = "container-observability.stack";

/** Docker label of short-lived containers of npm commands, with the same value. They count as the pipeline's own. */
export const HELPER_LABEL = "container-observability.helper";

/**
 * Regular expression for the names of these containers, for signals without the label: see `scripts/docker/helper.ts`.
 */
export const HELPER_NAMES = ".+-(verify|update)-[0-9a-f]+";

/** Docker label of a Swarm service that may leave its data on another node when it is updated. */
export const MAY_MOVE_LABEL = "container-observability.may-move";

/** Docker label of the stack's containers on a remote host. Its value is the name of the host. */
export const HOST_LABEL = "container-observability.host";

/** Docker label of a short-lived container that checks a configuration. Its value is the configuration's name. */
export const CHECK_LABEL = "container-observability.check";

/** Docker label of a container of another project that extends a stack. Its value is the stack's name prefix. */
export const EXTENSION_LABEL = "container-observability.extends";
/** Docker label of the same container. Its value is the name of the extension. */
export const EXTENSION_NAME_LABEL = "container-observability.extension";

export const DOCKER_LABEL_NAMES = Object.keys(dockerLabels) as (keyof typeof dockerLabels)[];

/**
 * Suffix of a Swarm task's container name, after the service and its slot (or its node, for a service on each node). It
 * differs for each task. Without it, the name remains the same after a move or an update.
 */
export const TASK_ID = "[a-z0-9]{25}";
export const SERVICE_AND_SLOT = ".+\\.(?:[0-9]+|[a-z0-9]{25})";

/** Name of a container on its signals. */
export function knownAs(containerName: string): string {
  const task = new RegExp(`^(${SERVICE_AND_SLOT})\\.${TASK_ID}$`);
  return task.exec(containerName)?.[1] ?? containerName;
}

/**
 * Value of the engine's log option `tag`. It adds the image and the name of a container to each of its log lines, which
 * otherwise contain only its ID.
 */
export const LOG_TAG = "{{.ImageName}}|{{.Name}}";

/** Short ID of a container on all signals: the first 12 of the 64 hexadecimal digits. */
export const SHORT_ID = "[0-9a-f]{12}";
export const REST_OF_ID = "[0-9a-f]{52}";

import { byName, having, type With } from "../services";

/** Words that two services have to spell alike. A change breaks dashboards and links of users. */

/** The job of each service's own metrics. */
const serviceJobs = Object.fromEntries(
  having("scrape").map(({ name, scrape }) => [name, scrape.job]),
) as { readonly [M in With<"scrape"> as M["name"]]: M["scrape"]["job"] };

export const jobs = Object.freeze({
  ...serviceJobs,
  containers: "docker",
  host: "host",
  engine: "docker-engine",
  /** Containers as the engine lists them: see `containerSeries.network`. */
  discovery: "container-discovery",
  /** Containers that are scraped by their labels. Each target has a job of its own. */
  labelled: "labelled-containers",
  /** Tasks of others' services in a Swarm. */
  swarmTasks: "dockerswarm",
});

/** How often Tempo writes the request metrics that it makes of the spans: what a rate of them has to span. */
export const SPAN_METRICS_INTERVAL = "15s";

/** The service name of `verify` on the signals that it sends. Excluded from request metrics. */
export const VERIFY_SERVICE = "observability-verify";

/** Docker's label on the container that sends them; its value is the name prefix of the stack. */
export const VERIFY_LABEL = "container-observability.verify";

/** The service name on the log record of an update: the boards mark it on their graphs. */
export const UPDATE_SERVICE = "observability-update";

/** Uids of Grafana's data sources. */
export const dataSourceUids = byName("dataSource");

/** Resource attributes of OpenTelemetry by which a container and its place are known. */
export const attributes = Object.freeze({
  containerId: "container.id",
  containerName: "container.name",
  containerImage: "container.image.name",
  /** `<IP address>@<where it is unique>`, of telemetry that names no container: see `container-address.ts`. */
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

/** The same as labels of Prometheus and Loki. */
export const labels = Object.freeze({
  containerId: "container_id",
  containerName: "container_name",
  containerAddress: "container_address",
  containerIp: "container_ip",
  network: "network",
  environment: "deployment_environment_name",
  /** The same value under the name that people type. Rules and dashboards go by the long one. */
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

/** Series that say what a container is called and where it is, by which all others are joined. */
export const containerSeries = Object.freeze({
  /** When each container was last seen. */
  lastSeen: "container:last_seen_timestamp_seconds",
  /** Each running container on each of its networks, as an agent finds it. */
  network: "container_network_info",
  /** Since when a container has had an address on the stack's network, and until when. */
  addressSince: "container:address_since_timestamp_seconds",
  addressLastSeen: "container:address_last_seen_timestamp_seconds",
});

/** The environment as labels, under both of its names. */
export function environmentLabels(environment: string): Record<string, string> {
  return { [labels.environment]: environment, [labels.environmentShort]: environment };
}

/** Labels of what is scraped: the host it runs on, and the environment. */
export function placeLabels(place: {
  hostName: string;
  environment: string;
}): Record<string, string> {
  return { [labels.hostName]: place.hostName, ...environmentLabels(place.environment) };
}

/**
 * Labels of Docker that become labels of a container's series and, where the engine logs them, of its logs: under the same
 * names as in `attributes` and `labels`.
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

/** Docker's label on each container that this program makes; its value is the name prefix of the stack. */
export const STACK_LABEL = "container-observability.stack";

/** On the short-lived containers of the npm commands, with the same value: they count as the pipeline's own. */
export const HELPER_LABEL = "container-observability.helper";

/** A regular expression of their names, for what does not have the label: see `scripts/docker/helper.ts`. */
export const HELPER_NAMES = ".+-(verify|update)-[0-9a-f]+";

/** On a service of a Swarm whose data may stay behind on a node when it is updated. */
export const MAY_MOVE_LABEL = "container-observability.may-move";

/** The name of the remote host, on the stack's containers there. */
export const HOST_LABEL = "container-observability.host";

/** On a container, of a few seconds' life, in which a configuration is tried; its value is what is tried. */
export const CHECK_LABEL = "container-observability.check";

/** Docker's label on a container of another project that works on a stack; its value is the stack's name prefix. */
export const EXTENSION_LABEL = "container-observability.extends";
/** On the same container: what it is called there. */
export const EXTENSION_NAME_LABEL = "container-observability.extension";

export const DOCKER_LABEL_NAMES = Object.keys(dockerLabels) as (keyof typeof dockerLabels)[];

/**
 * What a Swarm puts behind a task's service and slot (or node, of a service on each node) in its container's name: another
 * one for each task. Without it, the name is the same after a move or an update.
 */
export const TASK_ID = "[a-z0-9]{25}";
export const SERVICE_AND_SLOT = ".+\\.(?:[0-9]+|[a-z0-9]{25})";

/** The name by which a container is known on its signals. */
export function knownAs(containerName: string): string {
  const task = new RegExp(`^(${SERVICE_AND_SLOT})\\.${TASK_ID}$`);
  return task.exec(containerName)?.[1] ?? containerName;
}

/**
 * The value of the engine's `tag` log option: what puts a container's image and name on each of
 * its log lines, which by themselves carry its id only.
 */
export const LOG_TAG = "{{.ImageName}}|{{.Name}}";

/** How a container is known everywhere: the first 12 of its id's 64 hexadecimal digits. */
export const SHORT_ID = "[0-9a-f]{12}";
export const REST_OF_ID = "[0-9a-f]{52}";

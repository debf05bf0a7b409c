import { address, endpoints } from "../../settings/endpoints";
import { environmentLabels, jobs, labels } from "../../settings/labels";
import {
  copied,
  fixed,
  keep,
  literally,
  type RelabelConfig,
  shortId,
} from "../../settings/relabel";
import type { ScrapeConfig, SwarmDiscovery } from "../../settings/scrape-config";
import { asLabels, scrapeLabelForms } from "../../settings/scrape-labels";

/** The Swarm that a stack is on. */
export interface SwarmInput {
  /** Begins the names of the stack's services, and is the name of its network. */
  readonly namePrefix: string;
}

/** The same for every job: Prometheus then asks once for all of them. */
const DISCOVERY: SwarmDiscovery = {
  host: `tcp://${address(endpoints["socket-proxy"].host, endpoints["socket-proxy"].http)}`,
  role: "tasks",
  // Each job puts its own in its place.
  port: 80,
  refresh_interval: "15s",
};

const META = "__meta_dockerswarm";
/** A task's address with the port of the discovery. */
const ANY_PORT = "(.+):\\d+";

/**
 * A job of the stack's own whose targets are the tasks of a service, wherever they are. A target has the name of its node as
 * its host, and else the labels that it has on one host: its address changes with each task, so its instance is the alias.
 */
export function onSwarm(
  job: ScrapeConfig,
  { namePrefix }: SwarmInput,
  of: { service: string; alias: string; port: number; environment: string },
): ScrapeConfig {
  const { tls_config: tls, ...rest } = withoutTargets(job);
  return {
    ...rest,
    // A certificate is for the alias.
    ...(tls === undefined ? {} : { tls_config: { server_name: of.alias, ...tls } }),
    dockerswarm_sd_configs: [DISCOVERY],
    relabel_configs: [
      keep([`${META}_service_name`], literally(`${namePrefix}-${of.service}`)),
      ...running(namePrefix),
      {
        source_labels: ["__address__"],
        regex: ANY_PORT,
        target_label: "__address__",
        replacement: `$1:${of.port}`,
      },
      fixed("instance", address(of.alias, of.port)),
      ...place(of.environment),
    ],
  };
}

function withoutTargets(job: ScrapeConfig): ScrapeConfig {
  const { static_configs, ...rest } = job;
  return static_configs === undefined ? job : rest;
}

/** Tasks of any service on the stack's network with scrape labels on the service: see `SCRAPE_LABELS`. */
export function swarmTasks({ namePrefix }: SwarmInput, environment: string): ScrapeConfig {
  const { job, port, path, scheme } = asLabels(`${META}_service_label_`);
  const { port: aPort, path: aPath, scheme: aScheme } = scrapeLabelForms;
  return {
    job_name: jobs.swarmTasks,
    dockerswarm_sd_configs: [DISCOVERY],
    relabel_configs: [
      // With a job alone, the ports that the service publishes.
      keep(
        [job, port, path, scheme],
        `(?:[^;]+;|[^;]*;(?:${aPort}));(?:${aPath})?;(?:${aScheme})?`,
      ),
      ...running(namePrefix),
      copied(`${META}_service_name`, "job"),
      copied(job, "job"),
      copied(path, "__metrics_path__"),
      copied(scheme, "__scheme__"),
      {
        source_labels: ["__address__", port],
        regex: `${ANY_PORT};(\\d+)`,
        target_label: "__address__",
        replacement: "$1:$2",
      },
      copied(`${META}_service_name`, labels.swarmService),
      shortId(`${META}_task_container_id`),
      // The task's number. Tasks of a service on each node all have the number 0: for those, the node's ID.
      numbered(`${META}_node_id`, "[^.]+"),
      numbered(`${META}_task_slot`, "[1-9][0-9]*"),
      ...place(environment),
    ],
  };
}

/** A service on several networks is found once on each. */
function running(network: string): RelabelConfig[] {
  return [
    keep([`${META}_network_name`], literally(network)),
    keep([`${META}_task_desired_state`], "running"),
  ];
}

function place(environment: string): RelabelConfig[] {
  return [
    copied(`${META}_node_hostname`, labels.hostName),
    ...Object.entries(environmentLabels(environment)).map(([label, value]) => fixed(label, value)),
  ];
}

/** The container's name, as `knownAs` gives it. */
function numbered(label: string, form: string): RelabelConfig {
  return {
    source_labels: [`${META}_service_name`, label],
    separator: ".",
    regex: `(.+\\.${form})`,
    target_label: labels.containerName,
    replacement: "$1",
  };
}

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

/** The Swarm that a stack runs on. */
export interface SwarmInput {
  /** Prefix of the names of the stack's services, and name of its network. */
  readonly namePrefix: string;
}

/** Identical for every job, so that Prometheus queries the API only once for all jobs. */
const DISCOVERY: SwarmDiscovery = {
  host: `tcp://${address(endpoints["socket-proxy"].host, endpoints["socket-proxy"].http)}`,
  role: "tasks",
  // Placeholder: each job sets its own port.
  port: 80,
  refresh_interval: "15s",
};

const META = "__meta_dockerswarm";
/** A task's address with the discovery's placeholder port. */
const ANY_PORT = "(.+):\\d+";

/**
 * Returns a scrape job of the stack for all tasks of a service, on any node. A target's host is the name of its node.
 * Its other labels are the same as on a single host: each task has a different address, so `instance` is the alias.
 */
export function onSwarm(
  job: ScrapeConfig,
  { namePrefix }: SwarmInput,
  of: { service: string; alias: string; port: number; environment: string },
): ScrapeConfig {
  const { tls_config: tls, ...rest } = withoutTargets(job);
  return {
    ...rest,
    // The certificate is valid for the alias.
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

/**
 * Returns a scrape job for the tasks of all services on the stack's network that have scrape labels: see
 * `SCRAPE_LABELS`.
 */
export function swarmTasks({ namePrefix }: SwarmInput, environment: string): ScrapeConfig {
  const { job, port, path, scheme } = asLabels(`${META}_service_label_`);
  const { port: aPort, path: aPath, scheme: aScheme } = scrapeLabelForms;
  return {
    job_name: jobs.swarmTasks,
    dockerswarm_sd_configs: [DISCOVERY],
    relabel_configs: [
      // Without a port label, a job label is enough: Prometheus then scrapes the ports that the service publishes.
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
      // The task's slot number. All tasks of a global service have slot 0. For those, use the node's ID.
      numbered(`${META}_node_id`, "[^.]+"),
      numbered(`${META}_task_slot`, "[1-9][0-9]*"),
      ...place(environment),
    ],
  };
}

/** Keeps running tasks, and only on this network: discovery lists a task once for each of its networks. */
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

/** Sets the container's name in the form that `knownAs` returns. */
function numbered(label: string, form: string): RelabelConfig {
  return {
    source_labels: [`${META}_service_name`, label],
    separator: ".",
    regex: `(.+\\.${form})`,
    target_label: labels.containerName,
    replacement: "$1",
  };
}

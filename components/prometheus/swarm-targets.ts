import type { RelabelConfig, ScrapeConfig, SwarmDiscovery } from "../settings/cadvisor-scrape";
import { address, endpoints } from "../settings/endpoints";
import { environmentLabels, jobs, labels } from "../settings/labels";

/** The Swarm that a stack is on. */
export interface SwarmInput {
  /** Begins the names of the stack's services, and is the name of its network. */
  readonly namePrefix: string;
}

/** The same for every job: Prometheus then asks once for all of them. */
const DISCOVERY: SwarmDiscovery = {
  host: `tcp://${address(endpoints.swarmApi.host, endpoints.swarmApi.http)}`,
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
      keep(`${META}_service_name`, literally(`${namePrefix}-${of.service}`)),
      ...running(namePrefix),
      {
        source_labels: ["__address__"],
        regex: ANY_PORT,
        target_label: "__address__",
        replacement: `$1:${of.port}`,
      },
      { target_label: "instance", replacement: address(of.alias, of.port) },
      ...place(of.environment),
    ],
  };
}

function withoutTargets(job: ScrapeConfig): ScrapeConfig {
  const { static_configs, ...rest } = job;
  return static_configs === undefined ? job : rest;
}

/**
 * Tasks of any service on the stack's network that says so, with the service labels of Prometheus' own guide:
 * `prometheus-job` names the job, `prometheus-port` the port.
 */
export function swarmTasks({ namePrefix }: SwarmInput, environment: string): ScrapeConfig {
  return {
    job_name: jobs.swarmTasks,
    dockerswarm_sd_configs: [DISCOVERY],
    relabel_configs: [
      keep(`${META}_service_label_prometheus_job`, ".+"),
      ...running(namePrefix),
      copied(`${META}_service_label_prometheus_job`, "job"),
      {
        source_labels: ["__address__", `${META}_service_label_prometheus_port`],
        regex: `${ANY_PORT};(\\d+)`,
        target_label: "__address__",
        replacement: "$1:$2",
      },
      copied(`${META}_service_name`, labels.swarmService),
      ...place(environment),
    ],
  };
}

/** A service on several networks is found once on each. */
function running(network: string): RelabelConfig[] {
  return [
    keep(`${META}_network_name`, literally(network)),
    keep(`${META}_task_desired_state`, "running"),
  ];
}

function place(environment: string): RelabelConfig[] {
  return [
    copied(`${META}_node_hostname`, labels.hostName),
    ...Object.entries(environmentLabels(environment)).map(([target_label, replacement]) => ({
      target_label,
      replacement,
    })),
  ];
}

function keep(label: string, regex: string): RelabelConfig {
  return { source_labels: [label], regex, action: "keep" };
}

function copied(from: string, to: string): RelabelConfig {
  return { source_labels: [from], target_label: to };
}

function literally(name: string): string {
  return name.replaceAll(".", "\\.");
}

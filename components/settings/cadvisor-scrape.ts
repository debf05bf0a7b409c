import { address, endpoints } from "./endpoints";
import {
  DOCKER_LABEL_NAMES,
  dockerLabels,
  jobs,
  labels,
  placeLabels,
  REST_OF_ID,
  SERVICE_AND_SLOT,
  SHORT_ID,
  STACK_LABEL,
  TASK_ID,
} from "./labels";
import type { ClientTls } from "./tls";

export interface RelabelConfig {
  source_labels?: string[];
  regex?: string;
  target_label?: string;
  replacement?: string;
  action?: "replace" | "drop" | "keep" | "labeldrop";
}

/** How Prometheus asks a Swarm's manager for targets. */
export interface SwarmDiscovery {
  host: string;
  role: "tasks";
  port: number;
  refresh_interval: string;
}

export interface ScrapeConfig {
  job_name: string;
  scrape_interval?: string;
  honor_timestamps?: boolean;
  track_timestamps_staleness?: boolean;
  scheme?: string;
  metrics_path?: string;
  tls_config?: ClientTls;
  static_configs?: { targets: string[]; labels?: Record<string, string> }[];
  dockerswarm_sd_configs?: SwarmDiscovery[];
  relabel_configs?: RelabelConfig[];
  metric_relabel_configs?: RelabelConfig[];
}

/**
 * What the panels, alerts and rules here ask of cAdvisor, and the two names that most dashboards of others ask for
 * besides. A test holds the list against the generated files.
 */
export const ESSENTIAL_METRICS = [
  ...["cpu_usage_seconds_total", "cpu_user_seconds_total", "cpu_system_seconds_total"],
  ...["cpu_cfs_periods_total", "cpu_cfs_throttled_periods_total"],
  ...["cpu_cfs_throttled_seconds_total", "spec_cpu_period", "spec_cpu_quota"],
  ...["memory_working_set_bytes", "memory_usage_bytes", "memory_rss", "memory_cache"],
  ...["memory_failcnt", "spec_memory_limit_bytes", "oom_events_total"],
  ...["fs_reads_total", "fs_reads_bytes_total", "fs_writes_total", "fs_writes_bytes_total"],
  ...["receive", "transmit"].flatMap((way) =>
    ["bytes", "errors", "packets", "packets_dropped"].map((what) => `network_${way}_${what}_total`),
  ),
  ...["cpu_waiting", "io_waiting", "io_stalled", "memory_waiting", "memory_stalled"].map(
    (what) => `pressure_${what}_seconds_total`,
  ),
  ...["health_state", "start_time_seconds", "last_seen"],
].map((name) => `container_${name}`);

/**
 * How cAdvisor is scraped, by Prometheus or by the agent: from this one place, so that both ways end
 * in the same series.
 */
export function cadvisorScrape(input: {
  hostName: string;
  environment: string;
  interval?: string;
  cadvisorMetrics: "essential" | "all";
}): ScrapeConfig {
  return {
    job_name: jobs.containers,
    ...(input.interval === undefined ? {} : { scrape_interval: input.interval }),
    // Samples keep the time at which cAdvisor read the cgroup, so rates are exact, and still end
    // with their container.
    honor_timestamps: true,
    track_timestamps_staleness: true,
    static_configs: [
      {
        targets: [address(endpoints.cadvisor.host, endpoints.cadvisor.http)],
        labels: placeLabels(input),
      },
    ],
    metric_relabel_configs: [
      stored(input.cadvisorMetrics),
      copy("name", labels.containerName),
      {
        source_labels: ["name"],
        regex: `(${SERVICE_AND_SLOT})\\.${TASK_ID}`,
        target_label: labels.containerName,
        replacement: "$1",
      },
      // The cgroup's path ends in the id, under systemd with a suffix.
      {
        source_labels: ["id"],
        regex: `(?:.*[/-])?(${SHORT_ID})${REST_OF_ID}(?:\\.scope)?`,
        target_label: labels.containerId,
        replacement: "$1",
      },
      ...DOCKER_LABEL_NAMES.map((name) => copy(asCadvisorLabel(dockerLabels[name]), labels[name])),
      copy(asCadvisorLabel(STACK_LABEL), labels.observabilityStack),
      { regex: "id|name|container_label_.+", action: "labeldrop" },
    ],
  };
}

function stored(which: "essential" | "all"): RelabelConfig {
  const source_labels = ["__name__"];
  return which === "essential"
    ? { source_labels, regex: ESSENTIAL_METRICS.join("|"), action: "keep" }
    : // Its own runtime, for which `up` is enough, and the machine's size, which host metrics tell fresher.
      { source_labels, regex: "(?:go|process|promhttp|machine)_.+", action: "drop" };
}

function asCadvisorLabel(dockerLabel: string): string {
  return `container_label_${dockerLabel.replace(/\W/g, "_")}`;
}

function copy(from: string, to: string): RelabelConfig {
  return { source_labels: [from], regex: "(.+)", target_label: to, replacement: "$1" };
}

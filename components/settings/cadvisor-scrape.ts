import { address, endpoints } from "./endpoints";
import {
  DOCKER_LABEL_NAMES,
  dockerLabels,
  jobs,
  labels,
  placeLabels,
  REST_OF_ID,
  SHORT_ID,
  STACK_LABEL,
} from "./labels";
import type { ClientTls } from "./tls";

export interface RelabelConfig {
  source_labels?: string[];
  regex?: string;
  target_label?: string;
  replacement?: string;
  action?: "replace" | "drop" | "keep" | "labeldrop";
}

export interface ScrapeConfig {
  job_name: string;
  scrape_interval?: string;
  honor_timestamps?: boolean;
  track_timestamps_staleness?: boolean;
  scheme?: string;
  metrics_path?: string;
  tls_config?: ClientTls;
  static_configs: { targets: string[]; labels?: Record<string, string> }[];
  metric_relabel_configs?: RelabelConfig[];
}

/**
 * How cAdvisor is scraped, by Prometheus or by the agent: from this one place, so that both ways end
 * in the same series.
 */
export function cadvisorScrape(input: {
  hostName: string;
  environment: string;
  interval?: string;
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
      // Its own runtime, for which `up` is enough, and the machine's size, which host metrics tell fresher.
      { source_labels: ["__name__"], regex: "(?:go|process|promhttp|machine)_.+", action: "drop" },
      copy("name", labels.containerName),
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

function asCadvisorLabel(dockerLabel: string): string {
  return `container_label_${dockerLabel.replace(/\W/g, "_")}`;
}

function copy(from: string, to: string): RelabelConfig {
  return { source_labels: [from], regex: "(.+)", target_label: to, replacement: "$1" };
}

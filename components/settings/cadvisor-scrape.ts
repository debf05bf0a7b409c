import { address, endpoints } from "./endpoints";
import {
  DOCKER_LABEL_NAMES,
  dockerLabels,
  HELPER_LABEL,
  jobs,
  labels,
  placeLabels,
  REST_OF_ID,
  SHORT_ID,
  STACK_LABEL,
} from "./labels";
import { copied, dockerLabelAs, type RelabelConfig, shortId, taskName } from "./relabel";
import type { ScrapeConfig } from "./scrape-config";

/**
 * cAdvisor metrics that the stack's panels, alerts and rules query, plus two that most third-party dashboards query. A
 * test compares this list with the generated files.
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
 * Maximum age of cAdvisor's last reading. If it is older, a scrape makes cAdvisor read the cgroups again. Otherwise,
 * cAdvisor would read them at random times, one to two intervals apart, and a rate over four scrapes would have gaps.
 */
const YOUNGEST_READING = "1s";

/** Scrape job for cAdvisor. Prometheus and the agent share it, so that both create the same time series. */
export function cadvisorScrape(input: {
  hostName: string;
  environment: string;
  interval?: string;
  cadvisorMetrics: "essential" | "all";
  hostNetwork: boolean;
}): ScrapeConfig {
  return {
    job_name: jobs.containers,
    ...(input.interval === undefined ? {} : { scrape_interval: input.interval }),
    params: { max_age: [YOUNGEST_READING] },
    // Samples keep the time at which cAdvisor read the cgroup, so that rates are exact. Series still end with their
    // container.
    honor_timestamps: true,
    track_timestamps_staleness: true,
    static_configs: [
      {
        targets: [address(endpoints.cadvisor.host, endpoints.cadvisor.http)],
        labels: placeLabels(input),
      },
    ],
    metric_relabel_configs: [
      ...(input.hostNetwork ? hostNetwork() : []),
      stored(input.cadvisorMetrics),
      copied("name", labels.containerName),
      taskName("name"),
      // The path of the cgroup ends with the ID, and under systemd with a suffix.
      shortId("id", `(?:.*[/-])?(${SHORT_ID})${REST_OF_ID}(?:\\.scope)?`),
      ...DOCKER_LABEL_NAMES.map((name) => copied(asLabel(dockerLabels[name]), labels[name])),
      copied(asLabel(STACK_LABEL), labels.observabilityStack),
      copied(asLabel(HELPER_LABEL), labels.observabilityStack),
      { regex: "id|name|container_label_.+", action: "labeldrop" },
    ],
  };
}

/** Network metrics of the host: OpenTelemetry's names, and the part that cAdvisor uses in its names. */
const HOST_NETWORK_METRICS = {
  io_bytes: "bytes",
  packets: "packets",
  errors: "errors",
  dropped: "packets_dropped",
};
const HOST_NETWORK = "system_network_.+";
/** Docker's bridges. The metrics of the containers already include their traffic. */
const BRIDGES = "br-[0-9a-f]{12}";

/**
 * Keeps only the network interfaces of the root cgroup, which is the host. They become host metrics with the interface
 * as `device` and a `direction`, like those of the Collector's `hostmetrics` receiver.
 */
function hostNetwork(): RelabelConfig[] {
  const ofHost = (label: string, regex: string, target_label: string, replacement: string) => ({
    source_labels: ["id", label],
    regex: `/;${regex}`,
    target_label,
    replacement,
  });
  return [
    { source_labels: ["id", "interface"], regex: `/;${BRIDGES}`, action: "drop" },
    ofHost("__name__", "container_network_(receive|transmit)_.+", "direction", "$1"),
    ofHost("interface", "(.+)", "device", "$1"),
    ...Object.entries(HOST_NETWORK_METRICS).map(([metric, part]) =>
      ofHost(
        "__name__",
        `container_network_(?:receive|transmit)_${part}_total`,
        "__name__",
        `system_network_${metric}_total`,
      ),
    ),
    { source_labels: ["id", "__name__"], regex: "/;container_.+", action: "drop" },
    ofHost("interface", ".+", "interface", ""),
  ];
}

function stored(which: "essential" | "all"): RelabelConfig {
  const source_labels = ["__name__"];
  return which === "essential"
    ? { source_labels, regex: [...ESSENTIAL_METRICS, HOST_NETWORK].join("|"), action: "keep" }
    : // Drops metrics of its own runtime, for which `up` is enough, and the machine's size, which host metrics contain.
      { source_labels, regex: "(?:go|process|promhttp|machine)_.+", action: "drop" };
}

function asLabel(dockerLabel: string): string {
  return dockerLabelAs("container_label_", dockerLabel);
}

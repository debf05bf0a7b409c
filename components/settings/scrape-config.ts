import type { RelabelConfig } from "./relabel";
import type { ClientTls } from "./tls";

/** Discovery of scrape targets through a Swarm manager. */
export interface SwarmDiscovery {
  host: string;
  role: "tasks";
  port: number;
  refresh_interval: string;
}

/** Discovery of scrape targets through one Docker Engine. */
export interface DockerDiscovery {
  host: string;
  refresh_interval: string;
  match_first_network: boolean;
}

export interface ScrapeConfig {
  job_name: string;
  scrape_interval?: string;
  honor_timestamps?: boolean;
  track_timestamps_staleness?: boolean;
  /** Query parameters of the URL. */
  params?: Record<string, string[]>;
  scheme?: string;
  metrics_path?: string;
  tls_config?: ClientTls;
  static_configs?: { targets: string[]; labels?: Record<string, string> }[];
  /** Format of targets that send no Content-Type. */
  fallback_scrape_protocol?: "PrometheusText0.0.4";
  docker_sd_configs?: DockerDiscovery[];
  dockerswarm_sd_configs?: SwarmDiscovery[];
  relabel_configs?: RelabelConfig[];
  metric_relabel_configs?: RelabelConfig[];
}

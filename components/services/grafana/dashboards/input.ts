import type { AlertLimits } from "../../../settings/alert-limits";
import type { ServiceName } from "../../../settings/services";
import type { StorageUsages } from "../../../settings/storage-usage";
import type { TempoMajor } from "../../../settings/tempo-version";

/** Signals that dashboards can show. Panels without a source in this stack are omitted, because they would be empty. */
export interface DashboardsInput {
  /** Source of container metrics. Undefined: none. */
  readonly containerMetrics: "cadvisor" | "docker_stats" | undefined;
  /** Whether cAdvisor counts out-of-memory kills. */
  readonly oomEvents: boolean;
  readonly hostMetrics: boolean;
  /** Whether the host metrics include the host's network interfaces. */
  readonly hostNetwork: boolean;
  /** Whether agents of several Docker hosts send to this stack. The nodes of a Swarm share container names. */
  readonly severalHosts: boolean;
  /** Whether the stack collects logs. */
  readonly logs: boolean;
  /** Whether Tempo generates request metrics and a service graph from spans. */
  readonly spanMetrics: boolean;
  /** Whether containers are scraped by their labels. */
  readonly discovery: boolean;
  /** Whether Docker Engine's own metrics are scraped. */
  readonly engineMetrics: boolean;
  /** URL at which users open Alertmanager. Empty: none, or not reachable for users. */
  readonly alertmanagerPage: string;
  /**
   * Version in the image tag, by service name, for each service that reports its running version. If the tag contains
   * no version: the whole image reference.
   */
  readonly pinnedVersions: Readonly<Record<string, string>>;
  /** Major version of Tempo. */
  readonly tempoMajor: TempoMajor;
  /** Threshold of each enabled alert that has one. */
  readonly alertLimits: Partial<AlertLimits>;
  readonly storageUsages: StorageUsages;
  /** URL of the page with the alerts' runbooks. Empty if the settings contain none. */
  readonly runbookBaseUrl: string;
  /** Services that Prometheus scrapes for their own metrics. */
  readonly scraped: readonly ServiceName[];
}

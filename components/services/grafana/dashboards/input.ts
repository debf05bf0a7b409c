import type { AlertLimits } from "../../../settings/alert-limits";
import type { ServiceName } from "../../../settings/services";
import type { StorageUsages } from "../../../settings/storage-usage";
import type { TempoMajor } from "../../../settings/tempo-version";

/** What there is to be shown. A panel whose source does not run is left out: it could only be empty. */
export interface DashboardsInput {
  /** What tells of containers; undefined where nothing here does. */
  readonly containerMetrics: "cadvisor" | "docker_stats" | undefined;
  /** Whether out-of-memory kills are counted. */
  readonly oomEvents: boolean;
  readonly hostMetrics: boolean;
  /** Whether they include the host's network interfaces. */
  readonly hostNetwork: boolean;
  /** Whether agents of several Docker hosts send here. Those of a Swarm share its names. */
  readonly severalHosts: boolean;
  /** Whether anything here sends logs. */
  readonly logs: boolean;
  /** Whether request metrics and a service graph are made of the spans. */
  readonly spanMetrics: boolean;
  /** Whether containers are scraped by their labels. */
  readonly discovery: boolean;
  /** Whether the Docker engine's own metrics are scraped. */
  readonly engineMetrics: boolean;
  /** Where people open Alertmanager; empty where there is none, or none that they could open. */
  readonly alertmanagerPage: string;
  /** The version in the image's tag of each service that tells its version, by its name; the whole reference if the tag has none. */
  readonly pinnedVersions: Readonly<Record<string, string>>;
  /** Major version of the Tempo among them. */
  readonly tempoMajor: TempoMajor;
  /** The value above which an alert fires, of each alert that compares with one and is not disabled. */
  readonly alertLimits: Partial<AlertLimits>;
  readonly storageUsages: StorageUsages;
  /** Page with the alerts' runbooks; empty if the settings name none. */
  readonly runbookBaseUrl: string;
  /** The services whose own metrics are scraped. */
  readonly scraped: readonly ServiceName[];
}

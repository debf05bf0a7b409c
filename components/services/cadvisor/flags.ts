import { goDuration, parseDuration } from "../../render/units";
import { dockerLabels, HELPER_LABEL, STACK_LABEL } from "../../settings/labels";
import { endpoints } from "../../settings/endpoints";

/** Groups with metrics that a dashboard, rule or alert uses. Without `disk`, which walks every container's files. */
const METRIC_GROUPS = ["cpu", "memory", "network", "diskIO", "oom_event", "pressure"];

export interface CadvisorInput {
  /** Scrape interval. Each scrape makes cAdvisor read the cgroups. */
  readonly scrapeInterval: string;
  /**
   * containerd's socket, if Docker Engine uses the containerd image store. Without it, the containers on such an engine
   * have no name.
   */
  readonly containerdSocket: string | undefined;
  readonly dockerSocket: string;
  /** Whether cAdvisor reads the host's network interfaces, which it reports as statistics of the root cgroup. */
  readonly hostNetwork: boolean;
}

export function cadvisorFlags(input: CadvisorInput): string[] {
  return [
    `--port=${endpoints.cadvisor.http}`,
    "--docker_only=true",
    `--docker=unix://${input.dockerSocket}`,
    // The agent provides all other host metrics.
    `--disable_root_cgroup_stats=${!input.hostNetwork}`,
    // This list overrides --disable_metrics, which would turn on expensive groups.
    `--enable_metrics=${METRIC_GROUPS.join(",")}`,
    // Nothing uses readings between two scrapes.
    `--housekeeping_interval=${unscraped(input.scrapeInterval)}`,
    "--allow_dynamic_housekeeping=false",
    "--store_container_labels=false",
    `--whitelisted_container_labels=${[...Object.values(dockerLabels), STACK_LABEL, HELPER_LABEL].join(",")}`,
    "--event_storage_event_limit=default=0",
    "--event_storage_age_limit=default=0",
    // Do not set the engine's namespace: cAdvisor's containerd handler would claim the containers, without their names,
    // whenever it registers before the Docker handler.
    ...(input.containerdSocket === undefined ? [] : [`--containerd=${input.containerdSocket}`]),
  ];
}

/** Returns an interval that is long enough for no reading between two scrapes. */
function unscraped(scrapeInterval: string): string {
  return goDuration(`${2 * (parseDuration(scrapeInterval) ?? 0)}s`);
}

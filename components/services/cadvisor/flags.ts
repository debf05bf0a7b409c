import { goDuration, parseDuration } from "../../render/units";
import { dockerLabels, HELPER_LABEL, STACK_LABEL } from "../../settings/labels";
import { endpoints } from "../../settings/endpoints";

/** The groups whose metrics a dashboard, rule or alert uses. `disk` is left out: it walks every container's files. */
const METRIC_GROUPS = ["cpu", "memory", "network", "diskIO", "oom_event", "pressure"];

export interface CadvisorInput {
  /** How often it is scraped, which makes it read the cgroups. */
  readonly scrapeInterval: string;
  /** containerd's socket, where the engine keeps its images in containerd's store. Without it such containers have no name. */
  readonly containerdSocket: string | undefined;
  readonly dockerSocket: string;
  /** Whether it reads the host's network interfaces, which are statistics of the root cgroup. */
  readonly hostNetwork: boolean;
}

export function cadvisorFlags(input: CadvisorInput): string[] {
  return [
    `--port=${endpoints.cadvisor.http}`,
    "--docker_only=true",
    `--docker=unix://${input.dockerSocket}`,
    // All other metrics of the host come from the agent.
    `--disable_root_cgroup_stats=${!input.hostNetwork}`,
    // This list overrides --disable_metrics, whose use would turn expensive groups on.
    `--enable_metrics=${METRIC_GROUPS.join(",")}`,
    // Readings between two scrapes are never used.
    `--housekeeping_interval=${unscraped(input.scrapeInterval)}`,
    "--allow_dynamic_housekeeping=false",
    "--store_container_labels=false",
    `--whitelisted_container_labels=${[...Object.values(dockerLabels), STACK_LABEL, HELPER_LABEL].join(",")}`,
    "--event_storage_event_limit=default=0",
    "--event_storage_age_limit=default=0",
    // Not with the engine's namespace: then cAdvisor's own part for containerd claims the containers, without their
    // names, at every start at which it happens to register before the part for Docker.
    ...(input.containerdSocket === undefined ? [] : [`--containerd=${input.containerdSocket}`]),
  ];
}

/** Long enough not to come before the next scrape. */
function unscraped(scrapeInterval: string): string {
  return goDuration(`${2 * (parseDuration(scrapeInterval) ?? 0)}s`);
}

import type { ScrapeConfig } from "./cadvisor-scrape";
import { placeLabels } from "./labels";

/** A job as users give it, in the settings or in an extension. */
interface GivenJob {
  readonly job: string;
  readonly targets: readonly string[];
  readonly path?: string | undefined;
  readonly scheme?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** The same for Prometheus. Its series get the labels of the place, unless the job has its own. */
export function scrapeJob(
  { job, targets, path, scheme, labels }: GivenJob,
  place: { hostName: string; environment: string },
): ScrapeConfig {
  return {
    job_name: job,
    ...(scheme === undefined ? {} : { scheme }),
    ...(path === undefined ? {} : { metrics_path: path }),
    static_configs: [{ targets: [...targets], labels: { ...placeLabels(place), ...labels } }],
  };
}

import type { Problem } from "../problem";
import type { ScrapeConfig } from "./scrape-config";
import { jobs, placeLabels } from "./labels";

/** A scrape job in the settings or in an extension. */
interface GivenJob {
  readonly job: string;
  readonly targets: readonly string[];
  readonly path?: string | undefined;
  readonly scheme?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** The problem with the name of a job among the others; undefined if there is none. */
export function jobNameProblem(
  { job }: Pick<GivenJob, "job">,
  before: readonly Pick<GivenJob, "job">[],
): Pick<Problem, "message" | "fix"> | undefined {
  if (Object.values<string>(jobs).includes(job)) {
    return {
      message: "has the name of one of the stack's own jobs.",
      fix: "Give it a different name.",
    };
  }
  return before.some((other) => other.job === job)
    ? { message: "is listed twice.", fix: "List all its targets in one job." }
    : undefined;
}

/** The job in Prometheus' format. Its series have the labels of the place, which labels of the job override. */
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

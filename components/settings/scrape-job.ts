import type { Problem } from "../problem";
import type { ScrapeConfig } from "./scrape-config";
import { jobs, placeLabels } from "./labels";

/** A job as users give it, in the settings or in an extension. */
interface GivenJob {
  readonly job: string;
  readonly targets: readonly string[];
  readonly path?: string | undefined;
  readonly scheme?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** What is wrong with the name of a job among the others; undefined where nothing is. */
export function jobNameProblem(
  { job }: Pick<GivenJob, "job">,
  before: readonly Pick<GivenJob, "job">[],
): Pick<Problem, "message" | "fix"> | undefined {
  if (Object.values<string>(jobs).includes(job)) {
    return { message: "is one of the stack's own.", fix: "Give it another name." };
  }
  return before.some((other) => other.job === job)
    ? { message: "is there twice.", fix: "Put its targets together." }
    : undefined;
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

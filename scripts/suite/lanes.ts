/** A test file that is to be run. */
export interface Job {
  readonly file: string;
  /** Expected duration: the longest begin first. */
  readonly seconds: number;
  /** Nothing runs beside it. */
  readonly alone: boolean;
  /** Files that do not run beside it; it may be one of them. */
  readonly apart: readonly string[];
  /** Begins only while there is time for it. */
  readonly optional: boolean;
}

/**
 * Runs all jobs: those that may have neighbours in `lanes` lanes, what has to run first; then the others one after the
 * other.
 *
 * @param hasTime Whether an optional job may still begin.
 * @returns The files that did not begin.
 */
export async function runInLanes(
  jobs: readonly Job[],
  lanes: number,
  run: (file: string) => Promise<void>,
  hasTime: (job: Job) => boolean,
): Promise<string[]> {
  const late: string[] = [];
  const begin = async (job: Job) => {
    if (job.optional && !hasTime(job)) late.push(job.file);
    else await run(job.file);
  };
  const shared = jobs
    .filter(({ alone }) => !alone)
    .toSorted((a, b) => Number(a.optional) - Number(b.optional) || b.seconds - a.seconds);
  const running = new Map<string, Promise<void>>();
  const lane = async () => {
    while (shared.length > 0) {
      const next = shared.findIndex(({ apart }) => !apart.some((file) => running.has(file)));
      const [job] = next < 0 ? [] : shared.splice(next, 1);
      if (job === undefined) {
        await Promise.race(running.values());
        continue;
      }
      const run = begin(job).finally(() => running.delete(job.file));
      running.set(job.file, run);
      await run;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  for (const job of jobs.filter(({ alone }) => alone)) await begin(job);
  return late;
}

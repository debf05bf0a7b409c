import { promql } from "../../../../testing/e2e/stores";

/** Returns the longest time between two scrapes of a target, in seconds. Failed scrapes also count: they write `up`. */
export async function longestScrapeGap(prometheus: string, since: number): Promise<number> {
  const seconds = Math.round((Date.now() - since) / 1000);
  const series = await promql(prometheus, `up[${seconds}s]`);
  const gaps = series.flatMap(({ values = [] }) =>
    values.slice(1).map(([time], index) => time - (values[index]?.[0] ?? time)),
  );
  return Math.max(0, ...gaps);
}

import { having } from "../services";
import { labels } from "./labels";

/** Labels of the time series below, and of those that the dashboard joins with them. */
export const versionLabels = Object.freeze({ running: "running", pinned: "pinned" });

/**
 * PromQL for a time series with the value 1 for each instance of these services, with its version in the label
 * `running`.
 */
export function runningVersions(services: readonly string[], matchers = ""): string {
  const by = [labels.environment, labels.hostName, "job", versionLabels.running].join(", ");
  const telling = having("buildInfo").filter(({ name }) => services.includes(name));
  const each = telling.map(({ scrape, buildInfo }) => {
    const selector = `{__name__=~"${buildInfo.metric}", job="${scrape.job}"${matchers && `, ${matchers}`}}`;
    // Each series has exactly one of these labels, so joining them copies it.
    const versions = buildInfo.labels.map((label) => `"${label}"`).join(", ");
    return `group by (${by}) (label_join(${selector}, "${versionLabels.running}", "", ${versions}))`;
  });
  return each.join(" or ");
}

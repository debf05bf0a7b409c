import type { ScrapeConfig } from "../../settings/scrape-config";
import { attributes } from "../../settings/labels";
import { escapeDollars } from "./blocks";

/** One scrape job, for the Collector's Prometheus receiver. */
export function scrape(config: ScrapeConfig): object {
  return { config: { scrape_configs: [escapeDollars(config)] } };
}

/**
 * Makes Prometheus yield what a direct scrape does. Of a resource's service it would make `job` and `instance`, but also
 * further labels; these two are plain attributes here. And it would append `_total` to a counter that cAdvisor calls
 * otherwise (`container_memory_failcnt`); a gauge keeps its name.
 */
export function scrapedLabels(): object {
  const { serviceName, serviceInstance } = attributes;
  return {
    error_mode: "ignore",
    metric_statements: [
      {
        context: "metric",
        statements: ['convert_sum_to_gauge() where not IsMatch(name, "_total$$")'],
      },
      {
        context: "datapoint",
        statements: [
          `set(attributes["job"], resource.attributes["${serviceName}"])`,
          `set(attributes["instance"], resource.attributes["${serviceInstance}"])`,
        ],
      },
      {
        context: "resource",
        statements: [
          `delete_key(attributes, "${serviceName}")`,
          `delete_key(attributes, "${serviceInstance}")`,
        ],
      },
    ],
  };
}

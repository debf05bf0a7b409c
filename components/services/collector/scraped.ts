import type { ScrapeConfig } from "../../settings/scrape-config";
import { attributes } from "../../settings/labels";
import { escapeDollars } from "./blocks";

/** Returns a configuration of the Collector's Prometheus receiver with one scrape job. */
export function scrape(config: ScrapeConfig): object {
  return { config: { scrape_configs: [escapeDollars(config)] } };
}

/**
 * Makes the series in Prometheus equal to those of a direct scrape. Prometheus would derive `job` and `instance` from
 * the resource's service, but would also add other labels. The two are therefore set as plain attributes. Prometheus
 * would also append `_total` to counters without this suffix (cAdvisor's `container_memory_failcnt`). These become
 * gauges, which keep their name.
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

import { labels } from "../../../settings/labels";

/** By what a host, a container and a scraped service are told apart, over all hosts and environments. */
export const HOST = [labels.environment, labels.hostName];
export const CONTAINER = [...HOST, labels.containerName, labels.containerId];
export const SERVICE = [...HOST, "job", "instance"];

export function sumBy(by: readonly string[], expr: string): string {
  return `sum by (${by.join(", ")}) (${expr})`;
}

export function maxBy(by: readonly string[], expr: string): string {
  return `max by (${by.join(", ")}) (${expr})`;
}

/**
 * By how much counters went up within a window. Some appear only with their first event: then there is no earlier sample
 * to compare with, so a new series counts as a whole, if its target was there before. (It need not have been: after an
 * outage of Prometheus every series is new.)
 */
export function events(selector: string, window: string): string {
  return `increase(${selector}[${window}]) > 0 or ${selector} unless ${selector} offset ${window} and on (job, instance) up offset ${window}`;
}

/** Counters that went up within a window, summed up. */
export function happened(selector: string, by: readonly string[], window: string): string {
  return `${sumBy(by, events(selector, window))} > 0`;
}

/** Something that was seen within `span`, and is not any more. */
export function lost(selector: string, by: readonly string[], span: string): string {
  return `group by (${by.join(", ")}) (last_over_time(${selector}[${span}])) unless group by (${by.join(", ")}) (${selector})`;
}

/** A Collector counts each signal under a name of its own; here the signal is a label. */
export function bySignal(
  by: readonly string[],
  expr: (signal: "spans" | "metric_points" | "log_records") => string,
): string {
  const signals = { traces: "spans", metrics: "metric_points", logs: "log_records" } as const;
  return Object.entries(signals)
    .map(
      ([signal, unit]) => `label_replace(${sumBy(by, expr(unit))}, "signal", "${signal}", "", "")`,
    )
    .join(" or ");
}

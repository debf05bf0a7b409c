import { labels } from "../../../settings/labels";

/** Labels that identify a host, a container and a scraped service across hosts and environments. */
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
 * Returns the increase of counters within a window. Some counters appear only with their first event and have no
 * earlier sample to compare with. A new series therefore counts in full, but only if its target already existed: after
 * a Prometheus outage, every series is new.
 */
export function events(selector: string, window: string): string {
  return `increase(${selector}[${window}]) > 0 or ${selector} unless ${selector} offset ${window} and on (job, instance) up offset ${window}`;
}

/** Selects counters that increased within a window, summed. */
export function happened(selector: string, by: readonly string[], window: string): string {
  return `${sumBy(by, events(selector, window))} > 0`;
}

/** Selects objects that were seen within `span` but are missing now. */
export function lost(selector: string, by: readonly string[], span: string): string {
  return `group by (${by.join(", ")}) (last_over_time(${selector}[${span}])) unless group by (${by.join(", ")}) (${selector})`;
}

/** Turns the signal into a label: a Collector counts each signal in a separate metric. */
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

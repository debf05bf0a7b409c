import { labels, SERVICE_AND_SLOT, SHORT_ID, TASK_ID } from "./labels";

/** A Prometheus rule that changes the labels of a target or of its time series. */
export interface RelabelConfig {
  source_labels?: string[];
  /** Separator between the values of `source_labels`. Default: `;`. */
  separator?: string;
  regex?: string;
  target_label?: string;
  replacement?: string;
  action?: "replace" | "drop" | "keep" | "labeldrop";
}

/** Copies a label if it has a value. An empty value would delete the target label. */
export function copied(from: string, to: string): RelabelConfig {
  return { source_labels: [from], regex: "(.+)", target_label: to, replacement: "$1" };
}

export function fixed(label: string, value: string): RelabelConfig {
  return { target_label: label, replacement: value };
}

export function keep(source_labels: string[], regex: string): RelabelConfig {
  return { source_labels, regex, action: "keep" };
}

/** Extracts the short ID of the container from a label that contains the full ID. */
export function shortId(from: string, regex = `(${SHORT_ID}).*`): RelabelConfig {
  return { source_labels: [from], regex, target_label: labels.containerId, replacement: "$1" };
}

/** Removes the ID from the name of a Swarm task, as `knownAs` does. */
export function taskName(from: string): RelabelConfig {
  return {
    source_labels: [from],
    regex: `(${SERVICE_AND_SLOT})\\.${TASK_ID}`,
    target_label: labels.containerName,
    replacement: "$1",
  };
}

/** Regular expression that matches only this name. */
export function literally(name: string): string {
  return name.replaceAll(".", "\\.");
}

/** Label that a service discovery creates from a Docker label: its prefix, and `_` for invalid characters. */
export function dockerLabelAs(prefix: string, dockerLabel: string): string {
  return `${prefix}${dockerLabel.replace(/\W/g, "_")}`;
}

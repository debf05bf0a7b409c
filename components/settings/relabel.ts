import { labels, SERVICE_AND_SLOT, SHORT_ID, TASK_ID } from "./labels";

/** A rule of Prometheus that changes the labels of a target or of its series. */
export interface RelabelConfig {
  source_labels?: string[];
  /** Between the values of `source_labels`. Default: `;`. */
  separator?: string;
  regex?: string;
  target_label?: string;
  replacement?: string;
  action?: "replace" | "drop" | "keep" | "labeldrop";
}

/** Where `from` has a value, `to` gets it: under an empty value a target would lose a label that it has. */
export function copied(from: string, to: string): RelabelConfig {
  return { source_labels: [from], regex: "(.+)", target_label: to, replacement: "$1" };
}

export function fixed(label: string, value: string): RelabelConfig {
  return { target_label: label, replacement: value };
}

export function keep(source_labels: string[], regex: string): RelabelConfig {
  return { source_labels, regex, action: "keep" };
}

/** The short ID of the container, from what holds the whole one. */
export function shortId(from: string, regex = `(${SHORT_ID}).*`): RelabelConfig {
  return { source_labels: [from], regex, target_label: labels.containerId, replacement: "$1" };
}

/** The name of a Swarm's task without its ID, as `knownAs` gives it. */
export function taskName(from: string): RelabelConfig {
  return {
    source_labels: [from],
    regex: `(${SERVICE_AND_SLOT})\\.${TASK_ID}`,
    target_label: labels.containerName,
    replacement: "$1",
  };
}

/** A name as a regular expression that matches it alone. */
export function literally(name: string): string {
  return name.replaceAll(".", "\\.");
}

/** A service discovery writes a Docker label behind its prefix, and every character that a label may not have as `_`. */
export function dockerLabelAs(prefix: string, dockerLabel: string): string {
  return `${prefix}${dockerLabel.replace(/\W/g, "_")}`;
}

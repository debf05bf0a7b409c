/**
 * Docker labels with which a container or a Swarm service requests scraping. They are those of Prometheus' guide to
 * Docker Swarm, with an additional path and scheme. Only the port is required.
 */
export const SCRAPE_LABELS = Object.freeze({
  /** Name of the job. Default: the container's name. */
  job: "prometheus-job",
  /** Port inside the container. It need not be published. */
  port: "prometheus-port",
  /** Default: `/metrics`. */
  path: "prometheus-path",
  /** Default: `http`. */
  scheme: "prometheus-scheme",
});

export const SCRAPE_LABEL_NAMES = ["job", "port", "path", "scheme"] as const;

/** Labels of the time series that describes a container, and labels after the prefix of a service discovery. */
export const scrapeSeriesLabels = asLabels("");

/** Labels that a Prometheus service discovery creates from the Docker labels. `prefix` ends in `label_`. */
export function asLabels(prefix: string): Record<(typeof SCRAPE_LABEL_NAMES)[number], string> {
  return {
    job: `${prefix}prometheus_job`,
    port: `${prefix}prometheus_port`,
    path: `${prefix}prometheus_path`,
    scheme: `${prefix}prometheus_scheme`,
  };
}

/** Allowed values of each label, for messages. */
export const scrapeLabelsAllowed = Object.freeze({
  port: "1 to 65535",
  path: "a path that begins with /, without blanks, query or fragment",
  scheme: "http or https",
});

/** Regular expressions for allowed values. A job may have any name. */
export const scrapeLabelForms = Object.freeze({
  port: "[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]",
  /** Excludes queries and fragments, which Prometheus would treat as a part of the path. */
  path: "/[^ ?#]*",
  scheme: "https?",
});

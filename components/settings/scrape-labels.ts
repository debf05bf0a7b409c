/**
 * Docker labels by which a container, or a service of a Swarm, requests scraping: those of Prometheus' guide to Docker
 * Swarm, with a path and a scheme. Only the port is required.
 */
export const SCRAPE_LABELS = Object.freeze({
  /** Its job. Default: the container's name. */
  job: "prometheus-job",
  /** The container's own port, published or not. */
  port: "prometheus-port",
  /** Default: `/metrics`. */
  path: "prometheus-path",
  /** Default: `http`. */
  scheme: "prometheus-scheme",
});

export const SCRAPE_LABEL_NAMES = ["job", "port", "path", "scheme"] as const;

/** The same as labels of the series that describes a container, and after the prefix of a service discovery. */
export const scrapeSeriesLabels = asLabels("");

/** The labels that a service discovery of Prometheus makes of them; `prefix` ends in `label_`. */
export function asLabels(prefix: string): Record<(typeof SCRAPE_LABEL_NAMES)[number], string> {
  return {
    job: `${prefix}prometheus_job`,
    port: `${prefix}prometheus_port`,
    path: `${prefix}prometheus_path`,
    scheme: `${prefix}prometheus_scheme`,
  };
}

/** What each label may be, in words. */
export const scrapeLabelsAllowed = Object.freeze({
  port: "1 to 65535",
  path: "a path that begins with /, without blanks, query or fragment",
  scheme: "http or https",
});

/** Regular expressions of the values that can be right. A job may have any name. */
export const scrapeLabelForms = Object.freeze({
  port: "[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]",
  /** Prometheus takes a query or fragment for a part of the path. */
  path: "/[^ ?#]*",
  scheme: "https?",
});

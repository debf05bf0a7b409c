/** A job that the stack's Prometheus scrapes for another project. */
export interface ExtensionScrapeTarget {
  /** Name of the job; no other of the stack may have it. */
  job: string;
  /** Addresses in the form `host:port`, as seen from the stack's network. */
  targets: string[];
  /** Path of the metrics. Default: `/metrics`. */
  path?: string;
  /** `http` or `https`. Default: `http`. */
  scheme?: string;
  /** Labels that each of the job's series gets, besides the host and the environment of the stack. */
  labels?: Record<string, string>;
}

/** An alert that the stack's Prometheus evaluates for another project. */
export interface ExtensionAlertRule {
  /** Name of the alert. */
  alert: string;
  /** PromQL; the alert fires for each series that it gives. */
  expr: string;
  /** How long that has to last, such as `5m`. Default: not at all. */
  for?: string;
  /** How long the alert goes on once it has fired. */
  keepFiringFor?: string;
  /** Labels of the alert. Where there is no `severity`, it is `warning`. */
  labels?: Record<string, string>;
  /** What people read: `summary`, `description`, `runbook_url`. Prometheus' templates may be used. */
  annotations?: Record<string, string>;
}

/** What a project adds to a running stack. Plain values: they become files, which a preview shows. */
export interface PipelineExtensionArgs {
  /** The stack: `dev`, `container-observability/dev` or `organization/container-observability/dev`. */
  stack: string;
  /** Name under which the stack knows the extension. Default: project, stack and resource name, joined by `-`. */
  extensionName?: string;
  /** Jobs to scrape. */
  scrapeTargets?: ExtensionScrapeTarget[];
  /** Alerts to evaluate. They go where the stack's own alerts go. */
  alertRules?: ExtensionAlertRule[];
  /** Text of a Prometheus rule file: for recording rules, and for groups with an interval of their own. */
  ruleFile?: string;
  /** Dashboards as Grafana exports them: the JSON text by a name that messages call it. Each has a `uid`. */
  dashboards?: Record<string, string>;
  /** Title of Grafana's folder for the dashboards. Default: the name of the project. */
  folder?: string;
}

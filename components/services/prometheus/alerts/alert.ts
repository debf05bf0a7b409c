import type { AlertName } from "../../../settings/alert-names";
import { labels as names } from "../../../settings/labels";

/** `critical`: somebody has to act now. `warning`: soon. `info`: worth knowing, and not sent unless a setting says so. */
type Severity = "critical" | "warning" | "info";

export interface AlertRule {
  alert: AlertName;
  expr: string;
  for?: string;
  keep_firing_for?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** What an alert is made of. Texts may use the templates of Prometheus. */
export interface Alert {
  readonly name: AlertName;
  readonly severity: Severity;
  readonly expr: string;
  /** How long the state has to last. Left out for events, which are over when they are seen. */
  readonly for?: string;
  /** Goes on for as long once it has fired: for values that swing around their threshold. */
  readonly keepFiringFor?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
  /** Dashboard that shows what it is about. */
  readonly dashboard?: string;
}

const RUNBOOK = "docs/alerts.md";

/** Not by grouping: what was there before the label would seem to be another thing, and lost. */
const SHORT_NAME = { [names.environmentShort]: `{{ $labels.${names.environment} }}` };

/** The rule of an alert. Its runbook is the heading of its name on one page, whose URL a setting gives. */
export function ruleOf(alert: Alert, runbookBaseUrl: string): AlertRule {
  const { name, severity, expr, keepFiringFor, labels, summary, description, dashboard } = alert;
  return {
    alert: name,
    expr,
    ...(alert.for === undefined ? {} : { for: alert.for }),
    ...(keepFiringFor === undefined ? {} : { keep_firing_for: keepFiringFor }),
    labels: { severity, ...SHORT_NAME, ...labels },
    annotations: {
      summary,
      description,
      runbook_url: `${runbookBaseUrl || RUNBOOK}#${name.toLowerCase()}`,
      ...(dashboard === undefined ? {} : { dashboard_url: dashboard }),
    },
  };
}

/** Adds to alerts the dashboard that shows what they are about, with its variables set from their labels. */
export function shownOn(
  alerts: readonly Alert[],
  grafanaUrl: string,
  uid: string,
  variables: Readonly<Record<string, string>>,
): Alert[] {
  if (grafanaUrl === "") return [...alerts];
  const set = Object.entries(variables).map(
    ([variable, label]) => `var-${variable}={{ $labels.${label} | urlquery }}`,
  );
  return alerts.map((alert) => ({
    ...alert,
    dashboard: `${grafanaUrl}/d/${uid}?${set.join("&")}`,
  }));
}

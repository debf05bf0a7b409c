import { runbookUrl } from "../../../settings/alert-limits";
import type { AlertName } from "../../../settings/alert-names";
import { labels as names } from "../../../settings/labels";

/** `critical`: act now. `warning`: act soon. `info`: worth knowing; sent only if a setting enables it. */
type Severity = "critical" | "warning" | "info";

export interface AlertRule {
  alert: AlertName;
  expr: string;
  for?: string;
  keep_firing_for?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** Definition of an alert. Texts may use Prometheus templates. */
export interface Alert {
  readonly name: AlertName;
  readonly severity: Severity;
  readonly expr: string;
  /** How long the condition must hold. Omitted for events, which are already over when seen. */
  readonly for?: string;
  /** Keeps the alert firing for values that fluctuate around their threshold. */
  readonly keepFiringFor?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
  /** URL of the dashboard that shows the affected object. */
  readonly dashboard?: string;
}

const RUNBOOK = "docs/reference/alerts.md";

/** Added as a rule label: grouping by it would make series from before the label look lost. */
const SHORT_NAME = { [names.environmentShort]: `{{ $labels.${names.environment} }}` };

/**
 * Renders the rule of an alert. Its runbook is the heading named after it on one page; a setting holds the page's URL.
 */
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
      runbook_url: runbookUrl(runbookBaseUrl || RUNBOOK, name),
      ...(dashboard === undefined ? {} : { dashboard_url: dashboard }),
    },
  };
}

/** Links alerts to a dashboard and sets the dashboard's variables from the alert labels. */
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

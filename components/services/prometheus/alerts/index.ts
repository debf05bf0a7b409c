import { labels } from "../../../settings/labels";
import { ruleOf, shownOn, type Alert, type AlertRule } from "./alert";
import { collectionAlerts, labelledContainerAlerts, watchdog } from "./collection";
import { containerAlerts } from "./containers";
import { hostAlerts } from "./host";
import type { AlertsInput } from "./input";
import { prometheusAlerts } from "./prometheus";
import { storeAlerts } from "./stores";

export type { AlertsInput } from "./input";

export interface AlertFile {
  groups: { name: string; rules: AlertRule[] }[];
}

/** Builds all alerts of a stack, in groups that Prometheus evaluates in parallel. */
export function buildAlerts(input: AlertsInput): AlertFile {
  const groups: Record<string, Alert[]> = {
    "container-alerts": containerAlerts(input),
    "host-alerts": hostAlerts(input),
    "pipeline-alerts": [
      watchdog(input),
      ...shownOn(
        [...collectionAlerts(input), ...prometheusAlerts(input), ...storeAlerts(input)],
        input.grafanaUrl,
        "pipeline",
        { host: labels.hostName },
      ),
      ...labelled(input),
    ],
  };
  return {
    groups: Object.entries(groups)
      .map(([name, alerts]) => ({
        name,
        rules: alerts
          .filter((alert) => !input.disabled.includes(alert.name))
          .map((alert) => ruleOf(alert, input.runbookBaseUrl)),
      }))
      .filter(({ rules }) => rules.length > 0),
  };
}

/** Links to the container's dashboard if the stack has one. */
function labelled(input: AlertsInput): Alert[] {
  const alerts = labelledContainerAlerts(input);
  const [host, container] = [labels.hostName, labels.containerName];
  return input.containerMetrics === undefined
    ? shownOn(alerts, input.grafanaUrl, "pipeline", { host })
    : shownOn(alerts, input.grafanaUrl, "container", { host, container });
}

import type { Section } from "../board";
import { timeseries } from "../panels";
import { alertmanagerQueries as alertmanager } from "../queries/pipeline-health";

const NO_ALERTMANAGER = "No Alertmanager metrics from the selected hosts";

/** Alert delivery from Prometheus to Alertmanager and on to the receivers. */
export function alertmanagerSection(): Section {
  return {
    title: "Alertmanager",
    lines: [
      [
        timeseries({
          title: "Alerts by state",
          description:
            "Alerts in Alertmanager by state. Suppressed alerts are silenced or inhibited.",
          unit: "none",
          queries: [{ expr: alertmanager.alerts, legend: "{{state}} on {{host_name}}" }],
          nothing: NO_ALERTMANAGER,
        }),
        timeseries({
          title: "Alerts from Prometheus",
          description:
            "Alerts per second that Prometheus sent to Alertmanager, and those that failed or were dropped. On failures, check that Alertmanager runs and look at the logs of Prometheus.",
          unit: "short",
          queries: [
            { expr: alertmanager.taken, legend: "sent on {{host_name}}" },
            { expr: alertmanager.lost, legend: "failed or dropped on {{host_name}}" },
          ],
          nothing: "No Prometheus metrics from the selected hosts",
        }),
        timeseries({
          title: "Notifications",
          description:
            "Notifications per second that Alertmanager attempted, and those that failed. A failed one may not reach its receiver: check the webhook or mail settings and the logs of Alertmanager.",
          unit: "short",
          queries: [
            { expr: alertmanager.told, legend: "attempted on {{host_name}}" },
            { expr: alertmanager.failed, legend: "failed on {{host_name}}" },
          ],
          nothing: NO_ALERTMANAGER,
        }),
      ],
    ],
  };
}

import type { Section } from "../board";
import { timeseries } from "../panels";
import { alertmanagerQueries as alertmanager } from "../queries/pipeline-health";

/** The way of an alert: from Prometheus to Alertmanager, and on to people. */
export function alertmanagerSection(): Section {
  return {
    title: "Alertmanager",
    lines: [
      [
        timeseries({
          title: "Alerts",
          description:
            "Alerts that Alertmanager knows: active ones, and those that are silenced or inhibited.",
          unit: "none",
          queries: [{ expr: alertmanager.alerts, legend: "{{state}} on {{host_name}}" }],
        }),
        timeseries({
          title: "Alerts from Prometheus",
          description:
            "Alerts per second that Prometheus handed over, and those that it could not.",
          unit: "short",
          queries: [
            { expr: alertmanager.taken, legend: "handed over on {{host_name}}" },
            { expr: alertmanager.lost, legend: "not handed over on {{host_name}}" },
          ],
        }),
        timeseries({
          title: "Messages",
          description:
            "Messages per second that were tried, by any way, and those that failed: nobody learned of the alert.",
          unit: "short",
          queries: [
            { expr: alertmanager.told, legend: "tried on {{host_name}}" },
            { expr: alertmanager.failed, legend: "failed on {{host_name}}" },
          ],
        }),
      ],
    ],
  };
}

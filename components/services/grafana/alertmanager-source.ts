import { dataSourceUids } from "../../settings/labels";

/**
 * Returns the data source of the Alertmanager to which Prometheus sends alerts. It allows users to create silences in
 * Grafana.
 */
export function alertmanagerSource(url: string) {
  return {
    name: "Alertmanager",
    uid: dataSourceUids.alertmanager,
    type: "alertmanager",
    access: "proxy",
    url,
    editable: false,
    // Alerts that Grafana itself evaluates stay in Grafana.
    jsonData: { implementation: "prometheus", handleGrafanaManagedAlerts: false },
  } as const;
}

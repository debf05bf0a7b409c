import { dataSourceUids } from "../../settings/labels";

/** The Alertmanager that Prometheus sends its alerts to, so that silences are made in Grafana, too. */
export function alertmanagerSource(url: string) {
  return {
    name: "Alertmanager",
    uid: dataSourceUids.alertmanager,
    type: "alertmanager",
    access: "proxy",
    url,
    editable: false,
    // Grafana's own alerts are Grafana's own business.
    jsonData: { implementation: "prometheus", handleGrafanaManagedAlerts: false },
  } as const;
}

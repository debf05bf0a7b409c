import { dataOwners } from "./data-owners";

/**
 * Where other projects put what they add to a running stack, and where its services look for it: a volume
 * that Prometheus and Grafana read. Prometheus takes a pattern in the last part of a path only.
 */
export const EXTENSIONS_PATH = "/extensions";

export const extensionPatterns = Object.freeze({
  scrape: `${EXTENSIONS_PATH}/scrape/*.yml`,
  rules: `${EXTENSIONS_PATH}/rules/*.yml`,
});

/** Who writes there: the user that Prometheus' image has, who owns nothing else on the host. */
export const EXTENSIONS_OWNER = dataOwners.prometheus;

/** What of the stack's own configuration an extension is checked against; the volumes are named after it. */
export const checkedAgainst = Object.freeze({
  prometheusConfig: "prometheus-config",
  dashboards: "grafana-dashboards",
});

/** The stack's volumes that an extension is checked against, and the one that it is put into. */
export function extensionVolumes(namePrefix: string) {
  return {
    extensions: `${namePrefix}-extensions`,
    prometheusConfig: `${namePrefix}-${checkedAgainst.prometheusConfig}`,
    dashboards: `${namePrefix}-${checkedAgainst.dashboards}`,
  };
}

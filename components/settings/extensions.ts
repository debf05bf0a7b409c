import { dataOwners } from "./data-owners";

/**
 * Mount path of the volume to which other projects add files for a running stack. Prometheus and Grafana read them.
 * Prometheus supports patterns only in the last part of a path.
 */
export const EXTENSIONS_PATH = "/extensions";

export const extensionPatterns = Object.freeze({
  scrape: `${EXTENSIONS_PATH}/scrape/*.yml`,
  rules: `${EXTENSIONS_PATH}/rules/*.yml`,
});

/** Owner of the files: the user of the Prometheus image, which owns nothing else on the host. */
export const EXTENSIONS_OWNER = dataOwners.prometheus;

/** Parts of the stack's configuration against which an extension is checked. Volumes are named after them. */
export const checkedAgainst = Object.freeze({
  prometheusConfig: "prometheus-config",
  dashboards: "grafana-dashboards",
});

/** Volumes of the stack against which an extension is checked, and the volume to which it is added. */
export function extensionVolumes(namePrefix: string) {
  return {
    extensions: `${namePrefix}-extensions`,
    prometheusConfig: `${namePrefix}-${checkedAgainst.prometheusConfig}`,
    dashboards: `${namePrefix}-${checkedAgainst.dashboards}`,
  };
}

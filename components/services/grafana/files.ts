import { hashedDirectory, type Files } from "../../render/content-hash";
import { toYaml } from "../../render/yaml";
import { EXTENSIONS_PATH } from "../../settings/extensions";
import { dashboards } from "./dashboards";
import type { DashboardsInput } from "./dashboards/input";
import { buildDataSources, type DataSourcesInput } from "./datasources";

export const PROVISIONING_PATH = "/config";
export const DASHBOARDS_PATH = "/dashboards";
/** The dashboard that Grafana opens as its home. */
export const HOME_PATH = `${DASHBOARDS_PATH}/overview.json`;

export interface GrafanaInput extends Omit<DataSourcesInput, "containerPage"> {
  /** What there is to be shown. */
  readonly availableSignals: DashboardsInput;
}

/** `provisioning` is read at Grafana's start, `dashboards` again and again while it runs. */
export function grafanaFiles(input: GrafanaInput): {
  provisioning: { path: string; files: Files };
  dashboards: Files;
} {
  const containerPage = input.availableSignals.containerMetrics !== undefined;
  return {
    provisioning: hashedDirectory(PROVISIONING_PATH, {
      "datasources/stores.yaml": toYaml(buildDataSources({ ...input, containerPage })),
      "dashboards/files.yaml": toYaml(dashboardProvider()),
      // Grafana takes a folder that is not there for an error.
      "alerting/none.yaml": toYaml({ apiVersion: 1 }),
      "plugins/none.yaml": toYaml({ apiVersion: 1 }),
    }),
    dashboards: Object.fromEntries(
      dashboards(input.availableSignals).map((dashboard) => [
        `${DASHBOARDS_PATH}/${dashboard.uid}.json`,
        `${JSON.stringify(dashboard, null, 2)}\n`,
      ]),
    ),
  };
}

function dashboardProvider(): object {
  return {
    apiVersion: 1,
    providers: [
      {
        name: "container-observability",
        folder: "Container observability",
        folderUid: "container-observability",
        type: "file",
        // A file that is being replaced is absent for a moment; its dashboard is not to go with it.
        disableDeletion: true,
        allowUiUpdates: false,
        updateIntervalSeconds: 10,
        options: { path: DASHBOARDS_PATH },
      },
      {
        name: "extensions",
        type: "file",
        // A project that goes takes its dashboards with it.
        disableDeletion: false,
        allowUiUpdates: false,
        updateIntervalSeconds: 10,
        // Not the directory of the dashboards, which an empty volume lacks.
        options: { path: EXTENSIONS_PATH, foldersFromFilesStructure: true },
      },
    ],
  };
}

import { hashedDirectory, type Files } from "../../render/content-hash";
import { toYaml } from "../../render/yaml";
import { EXTENSIONS_PATH } from "../../settings/extensions";
import { dashboards } from "./dashboards";
import type { DashboardsInput } from "./dashboards/input";
import { buildDataSources, type DataSourcesInput } from "./datasources";

export const PROVISIONING_PATH = "/config";
export const DASHBOARDS_PATH = "/dashboards";
/** Grafana's home dashboard. */
export const HOME_PATH = `${DASHBOARDS_PATH}/overview.json`;

export interface GrafanaInput extends Omit<DataSourcesInput, "containerPage"> {
  /** Signals that the dashboards can show. */
  readonly availableSignals: DashboardsInput;
}

/** Returns Grafana's files. It reads `provisioning` when it starts, and reloads `dashboards` periodically. */
export function grafanaFiles(input: GrafanaInput): {
  provisioning: { path: string; files: Files };
  dashboards: Files;
} {
  const containerPage = input.availableSignals.containerMetrics !== undefined;
  return {
    provisioning: hashedDirectory(PROVISIONING_PATH, {
      "datasources/stores.yaml": toYaml(buildDataSources({ ...input, containerPage })),
      "dashboards/files.yaml": toYaml(dashboardProvider()),
      // Grafana logs an error if one of these folders is missing.
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
        // A file is missing for a moment while it is replaced. Its dashboard must not be deleted.
        disableDeletion: true,
        allowUiUpdates: false,
        updateIntervalSeconds: 10,
        options: { path: DASHBOARDS_PATH },
      },
      {
        name: "extensions",
        type: "file",
        // When a project is removed, its dashboards are deleted.
        disableDeletion: false,
        allowUiUpdates: false,
        updateIntervalSeconds: 10,
        // Not its subdirectory with dashboards, which does not exist on an empty volume.
        options: { path: EXTENSIONS_PATH, foldersFromFilesStructure: true },
      },
    ],
  };
}

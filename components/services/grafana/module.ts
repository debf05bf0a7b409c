import { runs, type Plan } from "../../plan/plan";
import { alertLimits } from "../../settings/alert-limits";
import { pinnedVersion } from "../../settings/image-version";
import type { PipelineSettings } from "../../settings/schema";
import { storageUsages } from "../../settings/storage-usage";
import { having } from "../index";
import { container, type ServiceModule } from "../module";
import type { DashboardsInput } from "./dashboards/input";
import { grafanaFiles, type GrafanaInput } from "./files";
import { Grafana } from "./grafana";
import { grafana } from "./manifest";

export function grafanaInput(plan: Plan): GrafanaInput {
  return {
    ...plan.backends,
    scrapeInterval: plan.settings.scrapeInterval,
    availableSignals: availableSignals(plan),
  };
}

/** Derives the signals that the dashboards can show from the data that the stack collects. */
function availableSignals(plan: Plan): DashboardsInput {
  const { settings, services, watched, backends } = plan;
  const scrapes = runs(plan, "prometheus");
  return {
    containerMetrics: watched.containerMetrics,
    oomEvents: settings.oomEvents,
    hostMetrics: watched.hostMetrics,
    hostNetwork: watched.hostNetwork,
    severalHosts: plan.otherHosts !== undefined,
    logs: runs(plan, "collector"),
    spanMetrics: runs(plan, "tempo"),
    discovery: plan.scrapesByLabel,
    engineMetrics: settings.engineMetricsTarget !== "" && scrapes,
    alertmanagerPage: backends.alertmanagerPage,
    pinnedVersions: scrapes ? pinnedVersions(plan) : {},
    tempoMajor: plan.tempoMajor,
    alertLimits: enabledLimits(settings),
    storageUsages: storageUsages(settings),
    runbookBaseUrl: settings.runbookBaseUrl,
    scraped: scrapes ? services.filter((service) => service !== "cadvisor") : [],
  };
}

function enabledLimits(settings: PipelineSettings): DashboardsInput["alertLimits"] {
  const disabled: readonly string[] = settings.alertsDisabled;
  const limits = Object.entries(alertLimits(settings));
  return Object.fromEntries(limits.filter(([name]) => !disabled.includes(name)));
}

function pinnedVersions({ settings, services }: Plan): Record<string, string> {
  const shown = having("buildInfo").filter(({ name }) => services.includes(name));
  return Object.fromEntries(shown.map(({ name, image }) => [name, pinnedVersion(settings[image])]));
}

export const grafanaModule: ServiceModule = {
  name: grafana.name,
  files: (plan) => {
    const { provisioning, dashboards } = grafanaFiles(grafanaInput(plan));
    return { ...provisioning.files, ...dashboards };
  },
  deploy: (plan, { context, extensions }, opts) => {
    const { settings } = plan;
    const { adminPassword } = new Grafana(
      grafana.name,
      {
        ...grafanaInput(plan),
        ...container(plan, grafana),
        context,
        extensions: extensions(),
        port: settings.grafanaPort,
        url: settings.grafanaUrl,
        adminUser: settings.grafanaAdminUser,
        plugins: settings.grafanaPlugins,
        secretsGeneration: settings.secretsGeneration,
      },
      opts,
    );
    return { grafanaAdminPassword: adminPassword };
  },
};

import { runs, type Plan } from "../../plan/plan";
import { parseDuration } from "../../render/units";
import { alertLimits } from "../../settings/alert-limits";
import { storageUsages } from "../../settings/storage-usage";
import type { AlertsInput } from "./alerts";

/** Derives the input of the alerts from the plan. */
export function alertsInput(plan: Plan): AlertsInput {
  const { settings, services, backends } = plan;
  const { containerMetrics, hostMetrics, hostNetwork } = plan.watched;
  return {
    environment: settings.environment,
    services,
    containerMetrics,
    oomEvents: settings.oomEvents,
    tempoMajor: plan.tempoMajor,
    hostMetrics,
    hostNetwork,
    discovery: plan.scrapesByLabel,
    writesElsewhere: settings.remoteWriteUrl !== "",
    sendsAlerts: backends.alertmanagerUrl !== "",
    scrapeIntervalSeconds: seconds(settings.scrapeInterval),
    evaluationIntervalSeconds: seconds(settings.evaluationInterval),
    storageUsages: storageUsages(settings),
    disabled: settings.alertsDisabled,
    ignoredContainers: settings.alertIgnoredContainers,
    pendingSeconds: seconds(settings.alertPendingPeriod),
    runbookBaseUrl: settings.runbookBaseUrl,
    // A Grafana outside the stack does not have these dashboards.
    grafanaUrl: runs(plan, "grafana") ? settings.grafanaUrl : "",
    limits: alertLimits(settings),
    thresholds: {
      containerGoneFor: settings.alertContainerGoneFor,
      hostGoneFor: settings.alertHostGoneFor,
      memoryFullWithinSeconds: seconds(settings.alertMemoryFullWithin),
      diskFullWithinSeconds: seconds(settings.alertDiskFullWithin),
    },
  };
}

function seconds(duration: string): number {
  return parseDuration(duration) ?? 0;
}

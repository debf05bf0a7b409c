import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { containerDashboard } from "./boards/container";
import { containersDashboard } from "./boards/containers";
import { dockerDaemonDashboard } from "./boards/docker-daemon";
import { dockerHostDashboard } from "./boards/docker-host";
import { logsDashboard } from "./boards/logs";
import { overviewDashboard } from "./boards/overview";
import { pipelineDashboard } from "./boards/pipeline-health";
import { servicesDashboard } from "./boards/services";
import type { DashboardsInput } from "./input";

/** Builds the dashboards for the data that this stack collects. */
export function dashboards(input: DashboardsInput): Dashboard[] {
  const containers = input.containerMetrics !== undefined;
  return [
    overviewDashboard(input),
    ...(containers ? [containersDashboard(input), containerDashboard(input)] : []),
    ...(input.hostMetrics ? [dockerHostDashboard(input)] : []),
    ...(input.spanMetrics ? [servicesDashboard(input)] : []),
    ...(input.logs ? [logsDashboard(input)] : []),
    ...(input.scraped.length > 0 ? [pipelineDashboard(input)] : []),
    ...(input.engineMetrics ? [dockerDaemonDashboard(input)] : []),
  ];
}

import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { labels } from "../../../../settings/labels";
import { alertLines } from "../alert-lines";
import { board, type Section } from "../board";
import type { DashboardsInput } from "../input";
import { toExplore } from "../links";
import { CONTAINER_LOGS_PANEL, CONTAINER_TRACES_PANEL } from "../panel-ids";
import { stat, timeseries, logBars, logs, timeline } from "../panels";
import {
  containerLogQueries,
  containerQueries as queries,
  containerTraces,
} from "../queries/container";
import { oneContainer } from "../queries/selectors";
import { HEALTH, NONE_WANTED } from "../scales";
import { traceTable } from "../tables";
import { lokiSource, tempoSource } from "../targets";
import {
  containerAddressVariable,
  containerHostVariable,
  containerIdVariable,
  containerVariable,
  environmentVariable,
  hostVariable,
  instanceVariable,
} from "../variables";
import { appMetrics, instances } from "./container-app";
import { containerResources } from "./container-resources";

const SOURCE = "container_memory_working_set_bytes";
const GENERATION = `{{${labels.containerId}}} on {{${labels.hostName}}}`;

/** One container, by its name: resources, health, logs and traces side by side. */
export function containerDashboard(input: DashboardsInput): Dashboard {
  const cadvisor = input.containerMetrics === "cadvisor";
  return board(input, {
    uid: "container",
    title: "Container",
    description:
      "Resources, health, logs and traces of one container on one time axis, with all earlier instances of the same name.",
    variables: [
      environmentVariable(SOURCE),
      hostVariable(SOURCE),
      instanceVariable(),
      containerVariable(),
      containerHostVariable(),
      containerIdVariable(),
      containerAddressVariable(),
    ],
    markedContainers: { selector: oneContainer },
    sections: [
      { lines: [stats(input, cadvisor)] },
      signals(input),
      ...(input.discovery ? [instances()] : []),
      appMetrics(),
      ...containerResources(input, cadvisor),
      ...(cadvisor ? [life(input.oomEvents)] : []),
    ],
  });
}

function stats(input: DashboardsInput, cadvisor: boolean) {
  const { oomEvents } = input;
  return [
    ...(cadvisor ? now() : []),
    stat({
      title: "Of limit",
      description:
        "Working set as a share of the memory limit. At 100% the kernel kills the container: raise the limit or find the leak.",
      unit: "percentunit",
      alerts: alertLines(input, "ContainerMemoryNearLimit"),
      expr: queries.memoryShare,
      nothing: "No limit",
    }),
    stat({
      title: "Instances",
      description:
        "Containers that had this name within the time range. More than one: it was replaced.",
      unit: "none",
      expr: queries.generations,
      nothing: "None",
    }),
    cadvisor
      ? stat({
          title: "Restarts",
          description:
            "Restarts of the same container within the time range. Its last log lines before a restart usually show why.",
          unit: "none",
          decimals: 0,
          thresholds: NONE_WANTED,
          expr: queries.restarts,
          nothing: "None",
        })
      : undefined,
    cadvisor && oomEvents
      ? stat({
          title: "OOM kills",
          description:
            "Processes that the kernel killed within the time range because the container reached its memory limit.",
          unit: "none",
          decimals: 0,
          thresholds: NONE_WANTED,
          expr: queries.kills,
          nothing: "None",
        })
      : undefined,
  ];
}

function now() {
  return [
    stat({
      title: "Health",
      description: "Result of the container's health check now.",
      unit: "none",
      mappings: HEALTH,
      sparkline: false,
      expr: queries.healthNow,
      nothing: "Not running",
    }),
    stat({
      title: "Uptime",
      description: "Time since the last start.",
      unit: "s",
      decimals: 1,
      sparkline: false,
      expr: queries.uptime,
      nothing: "Not running",
    }),
  ];
}

/** Logs and traces side by side. */
function signals(input: DashboardsInput): Section {
  const traces = containerTraces(input.severalHosts);
  const lineLink = toExplore("Explore logs", {
    datasource: lokiSource,
    queryType: "range",
    expr: containerLogQueries.lines,
  });
  const traceLink = toExplore("Explore traces", {
    datasource: tempoSource,
    queryType: "traceql",
    query: traces,
  });
  return {
    title: "Logs and traces",
    lines: [
      [
        input.logs
          ? logBars({
              title: "Log lines",
              description: "Log lines by level, printed by the container or sent by the app in it.",
              unit: "none",
              queries: [{ expr: containerLogQueries.volume, legend: "{{detected_level}}" }],
              nothing: "No log lines in this time",
              links: [lineLink],
            })
          : undefined,
        timeseries({
          title: "CPU at the same time",
          description: "CPU cores in use while the container wrote these lines.",
          unit: "cores",
          queries: [{ expr: queries.cpu, legend: `{{${labels.hostName}}}` }],
          ...(input.logs ? { links: [lineLink, traceLink] } : { links: [traceLink] }),
        }),
      ],
      [
        input.logs
          ? logs({
              id: CONTAINER_LOGS_PANEL,
              title: "Logs",
              description:
                "Printed lines and records sent by the app, earlier instances included. A line with a trace ID links to the trace.",
              expr: containerLogQueries.lines,
              nothing: "No log lines in this time",
            })
          : undefined,
        traceTable({
          id: CONTAINER_TRACES_PANEL,
          title: "Traces",
          description:
            "The newest traces that the container took part in, earlier instances included. Click an ID to open the trace.",
          query: traces,
          rows: "traces",
          nothing: "No traces in this time",
        }),
      ],
    ],
  };
}

function life(oomEvents: boolean): Section {
  return {
    title: "Health, restarts and OOM kills",
    lines: [
      [
        timeline({
          title: "Health over time",
          description: "Results of the health check. Each container that had the name is a row.",
          unit: "none",
          mappings: HEALTH,
          queries: [{ expr: queries.health, legend: GENERATION }],
          nothing: "No health data in this time",
        }),
        timeseries({
          title: "Restarts over time",
          description: "When the container restarted without being replaced.",
          unit: "none",
          queries: [{ expr: queries.restartsOver, legend: "restarts on {{host_name}}" }],
          nothing: "Not running in this time",
        }),
        oomEvents
          ? timeseries({
              title: "OOM kills over time",
              description:
                "When the kernel killed processes of the container because it reached its memory limit.",
              unit: "none",
              queries: [{ expr: queries.killsOver, legend: "kills on {{host_name}}" }],
              nothing: "Not running in this time",
            })
          : undefined,
      ],
    ],
  };
}

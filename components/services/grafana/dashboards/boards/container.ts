import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { labels } from "../../../../settings/labels";
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
import { HEALTH, NEARLY_FULL, NONE_WANTED } from "../scales";
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

/** One container, by its name: what it takes, how it is, what it says and what it serves, side by side. */
export function containerDashboard(input: DashboardsInput): Dashboard {
  const cadvisor = input.containerMetrics === "cadvisor";
  return board({
    uid: "container",
    title: "Container",
    description:
      "One container by its name, with all that had this name before: resources, health, logs and traces on one time axis.",
    variables: [
      environmentVariable(SOURCE),
      hostVariable(SOURCE),
      instanceVariable(),
      containerVariable(),
      containerHostVariable(),
      containerIdVariable(),
      containerAddressVariable(),
    ],
    sections: [
      { lines: [figures(cadvisor, input.oomEvents)] },
      signals(input),
      ...(input.discovery ? [instances()] : []),
      appMetrics(),
      ...containerResources(cadvisor),
      ...(cadvisor ? [life(input.oomEvents)] : []),
    ],
  });
}

function figures(cadvisor: boolean, oomEvents: boolean) {
  return [
    ...(cadvisor ? now() : []),
    stat({
      title: "Memory against limit",
      description: "Working set as a share of its limit; at 100 % the kernel ends it.",
      unit: "percentunit",
      thresholds: NEARLY_FULL,
      expr: queries.memoryShare,
      nothing: "It has no limit",
    }),
    stat({
      title: "Made",
      description:
        "How many containers of this name ran within the chosen time: one more than it was replaced.",
      unit: "none",
      expr: queries.generations,
      nothing: "It did not run then",
    }),
    cadvisor
      ? stat({
          title: "Restarts",
          description: "How often it started again within the chosen time, without being replaced.",
          unit: "none",
          decimals: 0,
          thresholds: NONE_WANTED,
          expr: queries.restarts,
          nothing: "It did not run then",
        })
      : undefined,
    cadvisor && oomEvents
      ? stat({
          title: "Out-of-memory kills",
          description: "Processes that the kernel ended within the chosen time for want of memory.",
          unit: "none",
          decimals: 0,
          thresholds: NONE_WANTED,
          expr: queries.kills,
          nothing: "It did not run then",
        })
      : undefined,
  ];
}

function now() {
  return [
    stat({
      title: "Health",
      description: "What the container's health check says now.",
      unit: "none",
      mappings: HEALTH,
      sparkline: false,
      expr: queries.healthNow,
      nothing: "It does not run now",
    }),
    stat({
      title: "Up for",
      description: "Time since its last start.",
      unit: "s",
      decimals: 1,
      sparkline: false,
      expr: queries.uptime,
      nothing: "It does not run now",
    }),
  ];
}

/** Its logs and its traces, side by side. */
function signals(input: DashboardsInput): Section {
  const traces = containerTraces(input.severalHosts);
  const lineLink = toExplore("Explore its logs", {
    datasource: lokiSource,
    queryType: "range",
    expr: containerLogQueries.lines,
  });
  const traceLink = toExplore("Explore its traces", {
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
              description: "Lines by level, as printed by the container or sent by the app in it.",
              unit: "none",
              queries: [{ expr: containerLogQueries.volume, legend: "{{detected_level}}" }],
              nothing: "No log lines in this time",
              links: [lineLink],
            })
          : undefined,
        timeseries({
          title: "CPU of the same time",
          description: "Cores in use: what the container did while it wrote these lines.",
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
                "What it printed and what the app in it sent, also before it was last replaced. A line with a trace links to it.",
              expr: containerLogQueries.lines,
              nothing: "No log lines in this time",
            })
          : undefined,
        traceTable({
          id: CONTAINER_TRACES_PANEL,
          title: "Traces",
          description:
            "The newest traces in which the container has a part, also before it was last replaced. Click on one to open it.",
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
    title: "Health, restarts, out-of-memory kills",
    lines: [
      [
        timeline({
          title: "Health over time",
          description: "What its health check said. Each container that had the name is a line.",
          unit: "none",
          mappings: HEALTH,
          queries: [{ expr: queries.health, legend: GENERATION }],
        }),
        timeseries({
          title: "Restarts over time",
          description: "When it started again without being replaced.",
          unit: "none",
          queries: [{ expr: queries.restartsOver, legend: "restarts on {{host_name}}" }],
        }),
        oomEvents
          ? timeseries({
              title: "Out-of-memory kills over time",
              description: "When the kernel ended processes of it for want of memory.",
              unit: "none",
              queries: [{ expr: queries.killsOver, legend: "kills on {{host_name}}" }],
            })
          : undefined,
      ],
    ],
  };
}

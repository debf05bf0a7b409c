import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { labels } from "../../../../settings/labels";
import { board } from "../board";
import type { DashboardsInput } from "../input";
import { toBoard } from "../links";
import { stat, logBars, logs } from "../panels";
import { logQueries as queries } from "../queries/logs";
import { NONE_WANTED } from "../scales";
import { levelVariable, logLabelVariable, textVariable } from "../variables";

const NOTHING = "No matching log lines in this time range";

/** Log volume and log lines of all containers and apps. */
export function logsDashboard(input: DashboardsInput): Dashboard {
  return board(input, {
    uid: "logs",
    title: "Logs",
    description:
      "Log lines of all containers and apps by level, container and service, with full-text search. Lines with a trace ID link to the trace.",
    variables: [
      logLabelVariable("environment", "Environment", labels.environment),
      logLabelVariable("host", "Host", labels.hostName),
      logLabelVariable("container", "Container", labels.containerName),
      levelVariable(),
      textVariable("search", "Search", ""),
    ],
    sections: [
      { lines: [figures()] },
      { title: "Log lines over time", lines: [volume(input.containerMetrics !== undefined)] },
      {
        title: "Errors",
        lines: [
          [
            logs({
              title: "Errors",
              description:
                "Log lines of the levels error, critical and fatal, as detected by Loki. Open a line to see its trace and fields.",
              expr: queries.errors,
              nothing: "No errors in this time range",
            }),
          ],
        ],
      },
      {
        title: "Log lines",
        lines: [
          [
            logs({
              title: "Log lines",
              description:
                "Newest log lines that match the selection. The search is a regular expression and ignores case.",
              expr: queries.lines,
              nothing: NOTHING,
            }),
          ],
        ],
      },
    ],
  });
}

function figures() {
  return [
    stat({
      title: "Log lines",
      description: "Matching log lines within the time range.",
      unit: "short",
      logs: true,
      sparkline: false,
      expr: queries.total,
      nothing: NOTHING,
    }),
    stat({
      title: "Errors",
      description:
        "Log lines of the levels error, critical and fatal within the time range. The Errors section below lists them.",
      unit: "short",
      logs: true,
      sparkline: false,
      thresholds: NONE_WANTED,
      expr: queries.totalErrors,
    }),
    stat({
      title: "Log volume",
      description:
        "Bytes of matching log lines per interval. The panels below show which containers and services write most.",
      unit: "bytes",
      logs: true,
      expr: queries.bytes,
      nothing: NOTHING,
    }),
  ];
}

function volume(containers: boolean) {
  const bars = { unit: "short", nothing: NOTHING };
  return [
    logBars({
      ...bars,
      title: "Lines by level",
      description:
        "Log lines by level, as detected by Loki. Lines without a detectable level appear as unknown.",
      queries: [{ expr: queries.byLevel, legend: "{{detected_level}}" }],
    }),
    logBars({
      ...bars,
      title: "Lines by container",
      description:
        "Log lines of the 20 containers that write most. Containers without a known name appear by ID or address. Use `logExclude` for a container that is too noisy.",
      queries: [
        {
          expr: queries.byContainer,
          legend: "{{container_name}} {{container_id}} {{container_address}}",
        },
      ],
      ...(containers
        ? {
            links: [
              toBoard("Container", "container", {
                container: "${__field.labels.container_name}",
                of: "${__field.labels.container_id}${__field.labels.container_address}",
              }),
            ],
          }
        : {}),
    }),
    logBars({
      ...bars,
      title: "Lines by service",
      description: "Log lines of the 20 services that write most.",
      queries: [{ expr: queries.byService, legend: "{{service_name}}" }],
    }),
  ];
}

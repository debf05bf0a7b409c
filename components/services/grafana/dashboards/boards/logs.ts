import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { labels } from "../../../../settings/labels";
import { board } from "../board";
import type { DashboardsInput } from "../input";
import { toBoard } from "../links";
import { stat, logBars, logs } from "../panels";
import { logQueries as queries } from "../queries/logs";
import { NONE_WANTED } from "../scales";
import { levelVariable, logLabelVariable, textVariable } from "../variables";

const NOTHING = "No such lines in this time";

/** What containers print and apps send: how much of it, and the lines themselves. */
export function logsDashboard(input: DashboardsInput): Dashboard {
  return board({
    uid: "logs",
    title: "Logs",
    description:
      "Lines of all containers and apps by level, container and service, with a search. A line with a trace links to it.",
    variables: [
      logLabelVariable("environment", "Environment", labels.environment),
      logLabelVariable("host", "Host", labels.hostName),
      logLabelVariable("container", "Container", labels.containerName),
      levelVariable(),
      textVariable("search", "Search", ""),
    ],
    sections: [
      { lines: [figures()] },
      { title: "Volume", lines: [volume(input.containerMetrics !== undefined)] },
      {
        title: "Errors",
        lines: [
          [
            logs({
              title: "Errors",
              description: "Lines of the levels error, critical and fatal, as Loki detects them.",
              expr: queries.errors,
              nothing: "No errors in this time",
            }),
          ],
        ],
      },
      {
        title: "Lines",
        lines: [
          [
            logs({
              title: "Lines",
              description:
                "The newest lines of what is chosen. Search takes a regular expression and ignores case.",
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
      title: "Lines",
      description: "Lines within the chosen time.",
      unit: "short",
      logs: true,
      sparkline: false,
      expr: queries.total,
      nothing: NOTHING,
    }),
    stat({
      title: "Errors",
      description: "Lines of the levels error, critical and fatal within the chosen time.",
      unit: "short",
      logs: true,
      sparkline: false,
      thresholds: NONE_WANTED,
      expr: queries.totalErrors,
    }),
    stat({
      title: "Volume",
      description: "Bytes of text in each interval of the graph.",
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
      title: "By level",
      description: "Lines by the level that Loki detects in them; unknown where there is none.",
      queries: [{ expr: queries.byLevel, legend: "{{detected_level}}" }],
    }),
    logBars({
      ...bars,
      title: "By container",
      description:
        "Lines of the twenty most talkative containers. Lines without a name are shown by the ID or the address of their container.",
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
      title: "By service",
      description: "Lines of the twenty most talkative services.",
      queries: [{ expr: queries.byService, legend: "{{service_name}}" }],
    }),
  ];
}

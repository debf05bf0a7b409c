import {
  type AnnotationQuery,
  AnnotationQueryPlacement,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { labels, UPDATE_SERVICE } from "../../../settings/labels";
import type { DashboardsInput } from "./input";
import {
  BY_HOST,
  BY_INSTANCE,
  BY_NAME,
  firingAlerts,
  inEnvironment,
  startedAt,
  unhealthy,
} from "./queries/selectors";
import { ALERT, BAD, CHANGE, GOOD, STOPPED } from "./scales";
import { lokiSource, prometheusSource } from "./targets";

/** The switches of the annotations, which are not a choice of data, do not take the room of those that are. */
const IN_MENU = AnnotationQueryPlacement.InControlsMenu;

/** How long after its last sample a container counts as stopped, if it is not back. */
const STOPPED_WITHIN = "10m";
const EVERY = "30s";
const PLACE = `{{${labels.containerName}}} on {{${labels.hostName}}}`;
const MEMORY = "container_memory_working_set_bytes";

/** Containers with marks for starts, stops and failures on all graphs of a board. */
export interface MarkedContainers {
  /** PromQL matchers. */
  readonly selector: string;
  /** So many that starts and stops are only marked if they are turned on. */
  readonly many?: boolean;
}

/** Events of a board, as marks on all of its time series. */
export function annotations(
  input: DashboardsInput,
  containers: MarkedContainers | undefined,
): AnnotationQuery[] {
  return [
    ...(containers === undefined ? [] : containerEvents(input, containers)),
    alertStarts(),
    ...(input.logs ? [updates()] : []),
  ];
}

function containerEvents(
  input: DashboardsInput,
  { selector, many = false }: MarkedContainers,
): AnnotationQuery[] {
  if (input.containerMetrics === undefined) return [];
  const stopped = metricEvent("Container stopped", STOPPED, {
    // The time of the last sample: the same at each step, so one event.
    expr:
      `1000 * max by (${BY_INSTANCE}) (max_over_time(timestamp(${MEMORY}{${selector}})[${STOPPED_WITHIN}:${EVERY}]))` +
      ` unless max by (${BY_INSTANCE}) (${MEMORY}{${selector}})`,
    useValueForTime: true,
    enable: !many,
  });
  if (input.containerMetrics !== "cadvisor") return [stopped];
  return [
    metricEvent("Container started", GOOD, {
      expr: startedAt(selector),
      useValueForTime: true,
      enable: !many,
    }),
    stopped,
    metricEvent("Container unhealthy", BAD, {
      expr: begins((offset) => `max by (${BY_NAME}) ((${unhealthy(selector, offset)}) + 1)`),
    }),
    metricEvent("Container healthy again", GOOD, {
      expr:
        `max by (${BY_NAME}) (container_health_state{${selector}} == 1)` +
        ` and on (${BY_NAME}) (${unhealthy(selector, ` offset ${EVERY}`)})`,
    }),
    ...(input.oomEvents
      ? [
          metricEvent("Out of memory", BAD, {
            expr: begins(
              (offset) =>
                `max by (${BY_NAME}) (increase(container_oom_events_total{${selector}}[1m]${offset}) > 0)`,
            ),
          }),
        ]
      : []),
  ];
}

/** The moment at which series begin to be there: marks for all of their time would hide the graph. */
function begins(expr: (offset: string) => string): string {
  return `${expr("")} unless ${expr(` offset ${EVERY}`)}`;
}

/** When alerts began to fire in the chosen environments; an alert may be about none. */
function alertStarts(): AnnotationQuery {
  const by = `${BY_HOST}, alertname, severity, ${labels.containerName}, service`;
  return {
    ...metricEvent("Firing alert", ALERT, {
      expr: begins((offset) => `max by (${by}) (${firingAlerts(offset)})`),
    }),
    textFormat: `{{severity}}: {{${labels.containerName}}} {{service}} {{${labels.hostName}}}`,
    titleFormat: "{{alertname}}",
    tagKeys: "severity",
  };
}

/** Each `npm run up` that changed something. */
function updates(): AnnotationQuery {
  return {
    name: "Stack updated",
    datasource: lokiSource,
    enable: true,
    placement: IN_MENU,
    iconColor: CHANGE,
    expr: `{${inEnvironment}, ${labels.serviceName}="${UPDATE_SERVICE}"}`,
    titleFormat: "Stack updated",
    tagKeys: labels.environment,
  };
}

function metricEvent(
  name: string,
  iconColor: string,
  query: { readonly expr: string; readonly useValueForTime?: boolean; readonly enable?: boolean },
): AnnotationQuery {
  return {
    name,
    datasource: prometheusSource,
    enable: true,
    placement: IN_MENU,
    iconColor,
    step: EVERY,
    titleFormat: name,
    textFormat: PLACE,
    ...query,
  };
}

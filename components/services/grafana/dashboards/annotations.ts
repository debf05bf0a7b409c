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

/**
 * Puts the switches of annotations into the menu. They do not select data, so they do not take up space among the
 * variables.
 */
const IN_MENU = AnnotationQueryPlacement.InControlsMenu;

/** Time after its last sample during which a container without new samples counts as stopped. */
const STOPPED_WITHIN = "10m";
const EVERY = "30s";
const PLACE = `{{${labels.containerName}}} on {{${labels.hostName}}}`;
const MEMORY = "container_memory_working_set_bytes";

/** Containers whose starts, stops and failures are marked on all graphs of a board. */
export interface MarkedContainers {
  /** PromQL matchers. */
  readonly selector: string;
  /** Set for many containers: starts and stops are marked only if the user turns them on. */
  readonly many?: boolean;
}

/** Returns the events that a board marks on all of its time series. */
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
    // The time of the last sample is equal at each step, so this is a single event.
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

/** Selects series only at the time at which they appear: marks for their whole duration would hide the graph. */
function begins(expr: (offset: string) => string): string {
  return `${expr("")} unless ${expr(` offset ${EVERY}`)}`;
}

/** Marks the times at which alerts started to fire, in the selected environments or without an environment. */
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

/** Marks each `npm run up` that changed something. */
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

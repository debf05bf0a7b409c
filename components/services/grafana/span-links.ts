import { attributes, dataSourceUids, labels } from "../../settings/labels";
import { CONTAINER_LOGS_PANEL } from "./dashboards/panel-ids";

/** A link that Grafana shows on each span for which it can fill in all variables. */
export interface Correlation {
  label: string;
  description: string;
  type: "external";
  config: { field: string; target: { url: string }; transformations: object[] };
}

/** Returns the link from a span to the log lines of its trace, from all services. */
export function traceLogs(): object {
  return {
    datasourceUid: dataSourceUids.loki,
    spanStartTimeShift: "-5m",
    spanEndTimeShift: "5m",
    customQuery: true,
    // Filters only by trace: a trace spans several services, and an app may log under a different service name.
    query: `{${labels.environment}=~".+"} | trace_id = "$\${__trace.traceId}"`,
  };
}

/**
 * Returns the links from a span to the dashboard and the logs of its container, around the span's time. Each link
 * exists twice: for spans with their container's ID or address, and for spans that only have its name. Grafana shows at
 * most one of the two, and none for a span without a container.
 *
 * The links are external, because Grafana opens a query with the span's own time range of milliseconds. There is no
 * separate link to metrics: Grafana shows `tracesToMetrics` on every span, and without a tag, its query would match
 * every container.
 */
export function containerCorrelations(): Correlation[] {
  return [
    { variable: "of", expression: `^(?:${HAS_ID}|(?!${HAS_ID})${HAS_ADDRESS})` },
    { variable: "container", expression: `^(?!${HAS_ID})(?!${HAS_ADDRESS})${HAS_NAME}` },
  ].flatMap((known) => [
    correlation("Container", "Its CPU, memory, network, disk, logs and traces.", known),
    correlation("Container logs", "The lines that it printed or sent.", known, LOGS_ALONE),
  ]);
}

/**
 * Five minutes before and after the span. In a longer window, two containers are more likely to have had the same
 * address.
 */
const WINDOW_MILLISECONDS = 10 * 60 * 1000;
const LOGS_ALONE = `&viewPanel=panel-${CONTAINER_LOGS_PANEL}`;

/**
 * Returns a pattern for an attribute of a span's resource, in the text that Grafana transforms:
 * `[{"key":"…","value":"…"},…]`.
 */
const tagged = (attribute: string, value: string) =>
  `.*\\{(?=[^}]*"key":"${attribute.replaceAll(".", "\\.")}")[^}]*"value":"(?=(?:${value})")`;
const HAS_ID = tagged(attributes.containerId, "[0-9a-f]{12}");
/** An address with a scope. An app may set other values, which are not addresses on the stack's network. */
const HAS_ADDRESS = tagged(attributes.containerAddress, '[^"@]+@[^"]+');
const HAS_NAME = tagged(attributes.containerName, '[^"]+');

function correlation(
  label: string,
  description: string,
  { variable, expression }: { variable: string; expression: string },
  more = "",
): Correlation {
  // The trace's field `startTime` is in milliseconds, the unit that the dashboard expects.
  const time = `time=$\${startTime}&time.window=${WINDOW_MILLISECONDS}`;
  return {
    label,
    description,
    type: "external",
    config: {
      field: "traceID",
      target: { url: `/d/container/container?var-${variable}=$\${${variable}}&${time}${more}` },
      transformations: [
        {
          type: "regex",
          field: "serviceTags",
          expression: `${expression}([^"]+)"`,
          mapValue: variable,
        },
      ],
    },
  };
}

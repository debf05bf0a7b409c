import { attributes, dataSourceUids, labels } from "../../settings/labels";
import { CONTAINER_LOGS_PANEL } from "./dashboards/panel-ids";

/** A link that Grafana shows on each span for which it can fill in all variables. */
export interface Correlation {
  label: string;
  description: string;
  type: "external";
  config: { field: string; target: { url: string }; transformations: object[] };
}

/** From a span to what its trace logged, in whichever service. */
export function traceLogs(): object {
  return {
    datasourceUid: dataSourceUids.loki,
    spanStartTimeShift: "-5m",
    spanEndTimeShift: "5m",
    customQuery: true,
    // By the trace alone: a trace runs through services, and an app may log under a name of its own.
    query: `{${labels.environment}=~".+"} | trace_id = "$\${__trace.traceId}"`,
  };
}

/**
 * From a span to the page and the logs of its container, around the span's time. Each link exists twice: for spans that are
 * known by their container's ID or address, and for spans that only have its name. Grafana shows at most one of the two, and
 * none for a span that belongs to no container.
 *
 * The links are external because Grafana opens a query with the span's own time range, of milliseconds. Metrics have no link
 * of their own: Grafana shows `tracesToMetrics` on every span, and without a tag its query would find every container.
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

/** From five minutes before the span to five minutes after. A longer time is more likely to have two containers with one address. */
const WINDOW_MILLISECONDS = 10 * 60 * 1000;
const LOGS_ALONE = `&viewPanel=panel-${CONTAINER_LOGS_PANEL}`;

/** An object of a span's resource, in the text on which Grafana runs a transformation: `[{"key":"…","value":"…"},…]`. */
const tagged = (attribute: string, value: string) =>
  `.*\\{(?=[^}]*"key":"${attribute.replaceAll(".", "\\.")}")[^}]*"value":"(?=(?:${value})")`;
const HAS_ID = tagged(attributes.containerId, "[0-9a-f]{12}");
/** Anything else in this attribute comes from an app, and is not an address here. */
const HAS_ADDRESS = tagged(attributes.containerAddress, '[^"@]+@[^"]+');
const HAS_NAME = tagged(attributes.containerName, '[^"]+');

function correlation(
  label: string,
  description: string,
  { variable, expression }: { variable: string; expression: string },
  more = "",
): Correlation {
  // The trace's field `startTime` is in milliseconds, as the dashboard takes them.
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

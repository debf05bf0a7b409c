import { attributes, dataSourceUids, labels } from "../settings/labels";

/** A link that Grafana shows on each span of whose tags it can fill in all variables. */
export interface Correlation {
  label: string;
  description: string;
  targetUID?: string;
  type: "query" | "external";
  config: { field: string; target: object; transformations: object[] };
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

/** From a span to what its container did around the span's time. The tags that the span has choose the container. */
export function containerMetrics(): object {
  return {
    datasourceUid: dataSourceUids.prometheus,
    spanStartTimeShift: "-10m",
    spanEndTimeShift: "10m",
    tags: [
      { key: attributes.containerId, value: labels.containerId },
      { key: attributes.containerName, value: labels.containerName },
    ],
    queries: [
      { name: "Container CPU", query: "container:cpu_usage_cores:rate{$$__tags}" },
      { name: "Container memory", query: "container_memory_working_set_bytes{$$__tags}" },
      {
        name: "Container network received",
        query: "container:network_receive_bytes:rate{$$__tags}",
      },
      { name: "Container network sent", query: "container:network_transmit_bytes:rate{$$__tags}" },
      { name: "Container disk reads", query: "container:fs_reads_bytes:rate{$$__tags}" },
      { name: "Container disk writes", query: "container:fs_writes_bytes:rate{$$__tags}" },
    ],
  };
}

/**
 * From a span to its container's page and logs, by the name that outlives the container and by the id of
 * the one instance: Grafana shows a link only where the span has the tag that it needs.
 */
export function containerCorrelations(): Correlation[] {
  const name = serviceTag(attributes.containerName, "containerName");
  const id = serviceTag(attributes.containerId, "containerId");
  return [
    page("Container", "var-container=$${containerName}", name),
    page("Container (this instance)", "var-of=$${containerId}", id),
    logs("Container logs", `{${labels.containerName}="$\${containerName}"}`, name),
    logs(
      "Container logs (this instance)",
      `{${labels.environment}=~".+"} | ${labels.containerId} = "$\${containerId}"`,
      id,
    ),
  ];
}

function page(label: string, variables: string, variable: object): Correlation {
  return {
    label,
    description: "CPU, memory, network, disk, logs and traces of the container of this span.",
    type: "external",
    config: {
      field: "traceID",
      target: { url: `/d/container/container?${variables}` },
      transformations: [variable],
    },
  };
}

function logs(label: string, expr: string, variable: object): Correlation {
  return {
    label,
    description: "What the container of this span printed and sent.",
    targetUID: dataSourceUids.loki,
    type: "query",
    config: { field: "traceID", target: { expr }, transformations: [variable] },
  };
}

/** Takes one resource attribute out of a span's `serviceTags`, which Grafana holds as a list of keys and values. */
function serviceTag(attribute: string, variable: string): object {
  const key = attribute.replaceAll(".", "\\.");
  return {
    type: "regex",
    field: "serviceTags",
    expression: `\\{(?=[^}]*\\bkey":"${key}")[^}]*\\bvalue":"([^"]+)"[^}]*\\}`,
    mapValue: variable,
  };
}

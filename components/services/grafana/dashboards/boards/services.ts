import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { labels, SPAN_METRICS_INTERVAL as interval } from "../../../../settings/labels";
import { board, type Section } from "../board";
import type { DashboardsInput } from "../input";
import { toBoard, toExplore } from "../links";
import { callGraph, stat, timeseries, logs } from "../panels";
import {
  operationTable,
  servedBy,
  serviceEdges,
  serviceLogs,
  serviceQueries as queries,
  serviceTable,
  serviceTraceQueries,
} from "../queries/services";
import { ANY_SHARE } from "../scales";
import { table, traceTable } from "../tables";
import { tempoSource } from "../targets";
import { environmentVariable, serviceVariable, textVariable } from "../variables";

const NO_SPANS = "No spans of these services in this time";
const LEGEND = "{{service}}";

const toService = (value: string) => toBoard("This service", "services", { service: value });

const traces = toExplore("Traces", {
  datasource: tempoSource,
  queryType: "traceql",
  query: '{ resource.service.name = "${__data.fields.service}" }',
});

/** Rate, errors and duration of requests, from the spans of the services. */
export function servicesDashboard(input: DashboardsInput): Dashboard {
  return board(input, {
    uid: "services",
    title: "Services",
    description:
      "Request rate, errors and duration of every service that sends traces, its calls and its containers.",
    variables: [
      environmentVariable("traces_spanmetrics_calls_total"),
      serviceVariable(),
      textVariable("slower", "Slow from", "500ms"),
    ],
    sections: [{ lines: [stats()] }, red(), graph(), operations(), spans(input)],
  });
}

function stats() {
  return [
    stat({
      title: "Services",
      description: "Services that answered requests.",
      nothing: NO_SPANS,
      unit: "none",
      expr: queries.count,
    }),
    stat({
      title: "Requests",
      description: "Requests and messages that the selected services handled, per second.",
      unit: "reqps",
      interval,
      nothing: NO_SPANS,
      expr: queries.requestsTotal,
    }),
    stat({
      title: "Failed",
      description:
        "Share of requests within the time range whose span has the status error. Failed spans are listed below.",
      unit: "percentunit",
      nothing: NO_SPANS,
      thresholds: ANY_SHARE,
      expr: queries.failedTotal,
    }),
    stat({
      title: "Duration (p95)",
      description: "95% of the requests within the time range took at most this long.",
      unit: "s",
      nothing: NO_SPANS,
      expr: queries.p95Total,
    }),
  ];
}

function red(): Section {
  return {
    title: "Rate, errors and duration",
    lines: [
      [
        timeseries({
          title: "Requests by service",
          description: "Requests and messages that each service handled, per second.",
          unit: "reqps",
          nothing: NO_SPANS,
          queries: [{ interval, expr: queries.requests, legend: LEGEND }],
          links: [toService("${__field.labels.service}")],
        }),
        timeseries({
          title: "Failed requests by service",
          description: "Share of requests whose span has the status error.",
          unit: "percentunit",
          softMax: 0.1,
          nothing: NO_SPANS,
          queries: [{ interval, expr: queries.failed, legend: LEGEND }],
          links: [toService("${__field.labels.service}")],
        }),
      ],
      [
        timeseries({
          title: "Duration",
          description:
            "Request duration of the selected services: median, p95 and p99. Each dot is a request that links to its trace.",
          unit: "s",
          nothing: NO_SPANS,
          queries: [
            { interval, expr: queries.p50, legend: "p50" },
            { interval, expr: queries.p95, legend: "p95", exemplars: true },
            { interval, expr: queries.p99, legend: "p99" },
          ],
        }),
        timeseries({
          title: "Duration by service (p95)",
          description:
            "95% of the requests of each service took at most this long. Each dot is a request that links to its trace.",
          unit: "s",
          nothing: NO_SPANS,
          queries: [{ interval, expr: queries.p95ByService, legend: LEGEND, exemplars: true }],
          links: [toService("${__field.labels.service}")],
        }),
      ],
    ],
  };
}

function graph(): Section {
  return {
    title: "Service map",
    lines: [
      [
        callGraph({
          title: "Service graph",
          description:
            "Calls between services, from the spans of both ends. Click a service to select it. Callers without spans appear as user.",
          nothing: NO_SPANS,
          edges: serviceEdges,
          nodeLinks: [toService("${__data.fields.title}")],
        }),
        table({
          title: "Services",
          description: "One row for each service, over the time range.",
          labels: [
            {
              label: "service",
              title: "Service",
              links: [toService("${__data.fields.service}"), traces],
            },
            { label: labels.environment, title: "Environment" },
          ],
          sortBy: "Requests",
          figures: [
            { title: "Requests", unit: "reqps", expr: serviceTable.requests },
            {
              title: "Failed",
              unit: "percentunit",
              expr: serviceTable.failed,
              thresholds: ANY_SHARE,
            },
            { title: "p50", unit: "s", expr: serviceTable.p50 },
            { title: "p95", unit: "s", bar: "of the largest", expr: serviceTable.p95 },
            { title: "p99", unit: "s", expr: serviceTable.p99 },
          ],
          nothing: NO_SPANS,
        }),
      ],
    ],
  };
}

function operations(): Section {
  return {
    title: "Operations and containers",
    lines: [
      [
        table({
          title: "Operations",
          description: "One row for each operation of a service, over the time range.",
          labels: [
            { label: "span_name", title: "Operation" },
            { label: "service", title: "Service", links: [toService("${__data.fields.service}")] },
            { label: labels.environment, title: "Environment" },
          ],
          sortBy: "p95",
          figures: [
            { title: "Requests", unit: "reqps", expr: operationTable.requests },
            {
              title: "Failed",
              unit: "percentunit",
              expr: operationTable.failed,
              thresholds: ANY_SHARE,
            },
            { title: "p95", unit: "s", bar: "of the largest", expr: operationTable.p95 },
          ],
          nothing: NO_SPANS,
        }),
        table({
          title: "Serving containers",
          description:
            "Containers that handled the requests, found by the name, ID or address on the spans. Click one to open its board.",
          labels: [
            {
              label: labels.containerName,
              title: "Container",
              links: [
                toBoard("Container", "container", {
                  environment: "${__data.fields.deployment_environment_name}",
                  container: "${__data.fields.container_name}",
                }),
              ],
            },
            { label: "service", title: "Service" },
            { label: labels.environment, title: "Environment" },
          ],
          sortBy: "Requests",
          figures: [{ title: "Requests", unit: "reqps", bar: "of the largest", expr: servedBy }],
          nothing: "No span of these services belongs to a known container",
        }),
      ],
    ],
  };
}

function spans(input: DashboardsInput): Section {
  return {
    title: "Traces and logs",
    lines: [
      [
        traceTable({
          title: "Slow spans",
          description:
            "Spans of the selected services that took at least as long as the variable Slow from. Click a span ID to open the trace.",
          query: serviceTraceQueries.slow,
          rows: "spans",
          nothing: "No slow span in this time",
        }),
        traceTable({
          title: "Failed spans",
          description:
            "Spans of the selected services with the status error. Click a span ID to open the trace.",
          query: serviceTraceQueries.failed,
          rows: "spans",
          nothing: "No failed span in this time",
        }),
      ],
      [
        input.logs
          ? logs({
              title: "Logs of the services",
              description:
                "Log lines of the selected services. A line with a trace ID links to the trace.",
              expr: serviceLogs,
              nothing: "No log lines of these services in this time",
            })
          : undefined,
      ],
    ],
  };
}

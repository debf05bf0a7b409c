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

const LEGEND = "{{service}}";

const toService = (value: string) => toBoard("This service alone", "services", { service: value });

const traces = toExplore("Its traces", {
  datasource: tempoSource,
  queryType: "traceql",
  query: '{ resource.service.name = "${__data.fields.service}" }',
});

/** What callers of the services see: rate, errors, duration; out of their spans. */
export function servicesDashboard(input: DashboardsInput): Dashboard {
  return board({
    uid: "services",
    title: "Services",
    description:
      "Requests, errors and durations of every service that sends traces, who calls whom, and the containers it runs in.",
    variables: [
      environmentVariable("traces_spanmetrics_calls_total"),
      serviceVariable(),
      textVariable("slower", "Slow from", "500ms"),
    ],
    sections: [{ lines: [figures()] }, red(), graph(), operations(), spans(input)],
  });
}

function figures() {
  return [
    stat({
      title: "Services",
      description: "Services that answered requests.",
      unit: "none",
      expr: queries.count,
    }),
    stat({
      title: "Requests",
      description:
        "Requests answered and messages taken per second, by the chosen services together.",
      unit: "reqps",
      interval,
      expr: queries.requestsTotal,
    }),
    stat({
      title: "Failed",
      description: "Share of the requests within the chosen time whose span ended in an error.",
      unit: "percentunit",
      thresholds: ANY_SHARE,
      expr: queries.failedTotal,
    }),
    stat({
      title: "Duration, 95 %",
      description: "95 of 100 requests within the chosen time took no longer.",
      unit: "s",
      expr: queries.p95Total,
    }),
  ];
}

function red(): Section {
  return {
    title: "Rate, errors, duration",
    lines: [
      [
        timeseries({
          title: "Requests by service",
          description: "Requests answered and messages taken per second.",
          unit: "reqps",
          queries: [{ interval, expr: queries.requests, legend: LEGEND }],
          links: [toService("${__field.labels.service}")],
        }),
        timeseries({
          title: "Failed by service",
          description: "Share of requests whose span ended in an error.",
          unit: "percentunit",
          queries: [{ interval, expr: queries.failed, legend: LEGEND }],
          links: [toService("${__field.labels.service}")],
        }),
      ],
      [
        timeseries({
          title: "Duration",
          description:
            "How long requests of the chosen services took: half, 95 and 99 of 100 no longer. A dot is a request; it leads to its trace.",
          unit: "s",
          queries: [
            { interval, expr: queries.p50, legend: "50 %" },
            { interval, expr: queries.p95, legend: "95 %", exemplars: true },
            { interval, expr: queries.p99, legend: "99 %" },
          ],
        }),
        timeseries({
          title: "Duration by service, 95 %",
          description:
            "95 of 100 requests of the service took no longer. A dot is a request; it leads to its trace.",
          unit: "s",
          queries: [{ interval, expr: queries.p95ByService, legend: LEGEND, exemplars: true }],
          links: [toService("${__field.labels.service}")],
        }),
      ],
    ],
  };
}

function graph(): Section {
  return {
    title: "Who calls whom",
    lines: [
      [
        callGraph({
          title: "Service graph",
          description:
            "Calls between services, out of spans of both ends. A service leads to its own figures; one that is called by no other has the caller user.",
          edges: serviceEdges,
          nodeLinks: [toService("${__data.fields.title}")],
        }),
        table({
          title: "Services",
          description: "One row for each service, over the chosen time.",
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
            { title: "50 %", unit: "s", expr: serviceTable.p50 },
            { title: "95 %", unit: "s", expr: serviceTable.p95 },
            { title: "99 %", unit: "s", expr: serviceTable.p99 },
          ],
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
          description: "One row for each operation that a service offers, over the chosen time.",
          labels: [
            { label: "span_name", title: "Operation" },
            { label: "service", title: "Service", links: [toService("${__data.fields.service}")] },
            { label: labels.environment, title: "Environment" },
          ],
          sortBy: "95 %",
          figures: [
            { title: "Requests", unit: "reqps", expr: operationTable.requests },
            {
              title: "Failed",
              unit: "percentunit",
              expr: operationTable.failed,
              thresholds: ANY_SHARE,
            },
            { title: "95 %", unit: "s", expr: operationTable.p95 },
          ],
        }),
        table({
          title: "Containers that serve",
          description:
            "The containers in which the services answered, by the name, ID or address on their spans. A container leads to its dashboard.",
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
          figures: [{ title: "Requests", unit: "reqps", expr: servedBy }],
          nothing: "The spans of these services name no container",
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
            "Spans of the chosen services that took at least as long as the variable says.",
          query: serviceTraceQueries.slow,
          rows: "spans",
          nothing: "No span took that long in this time",
        }),
        traceTable({
          title: "Failed spans",
          description: "Spans of the chosen services that ended in an error.",
          query: serviceTraceQueries.failed,
          rows: "spans",
          nothing: "No span failed in this time",
        }),
      ],
      [
        input.logs
          ? logs({
              title: "Logs of the services",
              description:
                "What the chosen services sent or printed. A line with a trace links to it.",
              expr: serviceLogs,
              nothing: "These services sent no logs in this time",
            })
          : undefined,
      ],
    ],
  };
}

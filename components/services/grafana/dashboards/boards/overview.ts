import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { labels } from "../../../../settings/labels";
import { bars } from "../bars";
import { board, type Section } from "../board";
import type { DashboardsInput } from "../input";
import { toBoard, toBoardAsHere, toContainer } from "../links";
import { stat } from "../panels";
import { overviewQueries as queries } from "../queries/overview";
import { CONTAINER_LEGEND as legend, ofPipeline, onHost } from "../queries/selectors";
import { allServicesTable as services } from "../queries/services";
import { ANY_SHARE, NONE_WANTED } from "../scales";
import { table } from "../tables";
import { environmentVariable, hostVariable, pipelineVariable } from "../variables";
import { byContainer, memoryByContainer, NO_CONTAINERS } from "./container-graphs";

/** Grafana's home dashboard: problems, top resource users, recent changes, and slow or failing services. */
export function overviewDashboard(input: DashboardsInput): Dashboard {
  const source = input.containerMetrics === undefined ? "up" : "container_memory_working_set_bytes";
  const containers = input.containerMetrics !== undefined;
  return board(input, {
    uid: "overview",
    title: "Overview",
    description:
      "Is everything fine, what uses most, what changed, and which services are slow or fail? Click a value to see more.",
    variables: [environmentVariable(source), hostVariable(source), pipelineVariable()],
    markedContainers: { selector: `${onHost}, ${ofPipeline}` },
    sections: [
      {
        lines: [
          [
            alerts(),
            ...(input.containerMetrics === "cadvisor" ? failures(input.oomEvents) : []),
            ...pipeline(input),
          ],
        ],
      },
      ...(containers ? [usage(), course()] : []),
      {
        title: "Alerts and services",
        lines: [[firing(), ...(input.spanMetrics ? [slowest()] : [])]],
      },
      ...(input.containerMetrics === "cadvisor" ? [changes()] : []),
    ],
  });
}

/** Counts that should be zero. */
const COUNT = { unit: "none", decimals: 0, thresholds: NONE_WANTED, sparkline: false } as const;

function alerts() {
  return stat({
    ...COUNT,
    title: "Alerts",
    description: "Critical alerts and warnings that fire now. The table below lists them.",
    expr: queries.firing,
    links: [{ title: "Alert rules", url: "/alerting/list" }],
  });
}

function failures(oomEvents: boolean) {
  const links = [toBoardAsHere("Containers", "containers")];
  return [
    stat({
      ...COUNT,
      title: "Unhealthy",
      description: "Containers whose health check fails now, the pipeline's own included.",
      expr: queries.unhealthy,
      links,
    }),
    stat({
      ...COUNT,
      title: "Restarts",
      description: "Container restarts within the time range, the pipeline's own included.",
      expr: queries.restarts,
      links,
    }),
    oomEvents
      ? stat({
          ...COUNT,
          title: "OOM kills",
          description:
            "Processes that the kernel killed within the time range because their container reached its memory limit.",
          expr: queries.kills,
          links,
        })
      : undefined,
  ];
}

function pipeline(input: DashboardsInput) {
  const links = [toBoardAsHere("Pipeline health", "pipeline")];
  const collectors = input.scraped.some((name) => name === "collector" || name === "agent");
  return [
    input.scraped.length === 0
      ? undefined
      : stat({
          ...COUNT,
          title: "Down",
          description: "Targets that Prometheus cannot scrape now.",
          expr: queries.targetsDown,
          links,
        }),
    collectors
      ? stat({
          ...COUNT,
          title: "Data lost",
          description:
            "Spans, log records and metric points within the time range that a full queue could not take.",
          expr: queries.lost,
          links,
        })
      : undefined,
  ];
}

function usage(): Section {
  const links = [toContainer("series")];
  const most = (title: string, unit: string, expr: string, description: string) =>
    bars({ title, unit, expr, description, legend, links, nothing: NO_CONTAINERS });
  return {
    title: "Top containers",
    lines: [
      [
        most("CPU", "cores", queries.topCpu, "The containers that use most CPU now."),
        most("Memory", "bytes", queries.topMemory, "The containers with the largest working set."),
        most(
          "Network",
          "Bps",
          queries.topNetwork,
          "The containers that receive and send most bytes per second.",
        ),
        most(
          "Disk I/O",
          "Bps",
          queries.topDisk,
          "The containers that read and write most bytes per second on disks.",
        ),
      ],
    ],
  };
}

function course(): Section {
  return {
    title: "Usage over time",
    lines: [
      [
        byContainer({
          title: "CPU",
          description:
            "CPU cores that each container uses. Marks show starts, stops, failures, alerts and updates.",
          unit: "cores",
          stacked: true,
          expr: queries.cpu,
        }),
        memoryByContainer(queries.memory, { stacked: true }),
      ],
    ],
  };
}

function firing() {
  return table({
    title: "Firing alerts",
    description: "Critical alerts and warnings that fire now, with the container they are about.",
    labels: [
      { label: "alertname", title: "Alert" },
      { label: "severity", title: "Severity", width: 90 },
      { label: labels.containerName, title: "Container", links: [toContainer("row")] },
      { label: "service", title: "Service", width: 120 },
      { label: labels.hostName, title: "Host", width: 130 },
      { label: labels.environment, title: "Environment", width: 110 },
    ],
    sortBy: "Severity",
    sortAscending: true,
    figures: [{ title: "Firing", unit: "none", expr: queries.firingAlerts, hidden: true }],
    nothing: "No alert is firing",
  });
}

function slowest() {
  const toService = toBoard("Service", "services", {
    environment: `\${__data.fields.${labels.environment}}`,
    service: "${__data.fields.service}",
  });
  return table({
    title: "Services",
    description: "Each service over the time range, the slowest first.",
    labels: [
      { label: "service", title: "Service", links: [toService] },
      { label: labels.environment, title: "Environment", width: 110 },
    ],
    sortBy: "p95",
    figures: [
      { title: "Requests", unit: "reqps", expr: services.requests },
      {
        title: "Failed",
        unit: "percentunit",
        expr: services.failed,
        thresholds: ANY_SHARE,
        decimals: 1,
      },
      { title: "p95", unit: "s", expr: services.p95, bar: "of the largest" },
    ],
    nothing: "No service has sent a span in this time",
  });
}

function changes(): Section {
  const columns = [
    { label: labels.containerName, title: "Container", links: [toContainer("row")] },
    { label: labels.image, title: "Image", width: 170 },
    { label: labels.hostName, title: "Host", width: 130 },
    { label: labels.environment, title: "Environment", width: 110 },
    { label: labels.containerId, title: "ID", hidden: true },
  ];
  const time = { title: "When", unit: "dateTimeFromNow", date: true } as const;
  return {
    title: "Changes",
    lines: [
      [
        table({
          title: "Started containers",
          description: "Running containers that started or restarted within the time range.",
          labels: columns,
          sortBy: time.title,
          figures: [{ ...time, expr: queries.started }],
          nothing: "No container started in this time",
        }),
        table({
          title: "Stopped containers",
          description:
            "Containers that ran within the time range and do not run any more. Their board shows what happened.",
          labels: columns,
          sortBy: time.title,
          figures: [{ ...time, expr: queries.stopped }],
          nothing: "No container stopped in this time",
        }),
      ],
    ],
  };
}

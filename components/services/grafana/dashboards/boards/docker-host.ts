import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { labels } from "../../../../settings/labels";
import { alertLines } from "../alert-lines";
import { board, type Section } from "../board";
import type { DashboardsInput } from "../input";
import { toBoard, toContainer } from "../links";
import { stat, timeseries } from "../panels";
import { hostQueries as queries } from "../queries/docker-host";
import { CONTAINER_LEGEND, HOST_LEGEND as legend, onHost } from "../queries/selectors";
import { environmentVariable, hostVariable } from "../variables";
import { hostResources, memoryUsage } from "./docker-host-resources";

const SOURCE = "system_cpu_load_average_1m";

/** The Docker hosts. */
export function dockerHostDashboard(input: DashboardsInput): Dashboard {
  return board(input, {
    uid: "docker-host",
    title: "Docker host",
    description:
      "CPU, memory, file systems, disks and network of each Docker host, and the containers that use most of them.",
    variables: [environmentVariable(SOURCE), hostVariable(SOURCE)],
    markedContainers: { selector: `${onHost}, ${labels.containerName}!=""`, many: true },
    sections: [
      { lines: [stats(input)] },
      ...hostResources(input),
      ...(input.containerMetrics === undefined ? [] : [containers()]),
    ],
  });
}

function stats(input: DashboardsInput) {
  return [
    stat({
      title: "Uptime",
      description: "Time since the host booted.",
      unit: "s",
      decimals: 1,
      sparkline: false,
      legend,
      expr: queries.uptime,
    }),
    stat({
      title: "CPU",
      description:
        "Share of all CPU time that was not idle. Look below for the busiest containers.",
      unit: "percentunit",
      alerts: alertLines(input, "HostCpuBusy"),
      legend,
      expr: queries.cpuUsed,
    }),
    stat({
      ...memoryUsage(input),
      title: "Memory",
      legend,
      expr: queries.memoryUsed,
    }),
    stat({
      title: "Fullest disk",
      description:
        "Used share of the file system with the least free space. `docker system df` shows what Docker keeps there.",
      unit: "percentunit",
      alerts: alertLines(input, "HostDiskFilling", "HostDiskAlmostFull"),
      legend,
      expr: queries.fullest,
    }),
    input.containerMetrics === undefined
      ? undefined
      : stat({
          title: "Containers",
          description: "Running containers on the host.",
          unit: "none",
          legend,
          expr: queries.containers,
          links: [toBoard("Containers", "containers", { host: "${__field.labels.host_name}" })],
        }),
  ];
}

function containers(): Section {
  return {
    title: "Top containers",
    lines: [
      [
        timeseries({
          title: "CPU",
          description: "The ten containers that use most CPU.",
          unit: "cores",
          queries: [{ expr: queries.topCpu, legend: CONTAINER_LEGEND }],
          links: [toContainer("series")],
        }),
        timeseries({
          title: "Memory",
          description: "The ten containers with the largest working set.",
          unit: "bytes",
          queries: [{ expr: queries.topMemory, legend: CONTAINER_LEGEND }],
          links: [toContainer("series")],
        }),
      ],
    ],
  };
}

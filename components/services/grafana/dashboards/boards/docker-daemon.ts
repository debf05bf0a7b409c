import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import type { DashboardsInput } from "../input";
import { board } from "../board";
import { stat, timeseries } from "../panels";
import { daemonQueries as queries } from "../queries/docker-daemon";
import { HOST_LEGEND } from "../queries/selectors";
import { NEARLY_FULL, NONE_WANTED, UP } from "../scales";
import { environmentVariable, hostVariable } from "../variables";

const SOURCE = "engine_daemon_engine_cpus_cpus";

/** Docker Engine: its actions on containers, their duration, and its resource usage. */
export function dockerDaemonDashboard(input: DashboardsInput): Dashboard {
  return board(input, {
    uid: "docker-daemon",
    title: "Docker daemon",
    description:
      "Metrics of the Docker Engine itself: container actions and their duration, health checks, and the resources of its process.",
    variables: [environmentVariable(SOURCE), hostVariable(SOURCE)],
    sections: [{ lines: [figures()] }, work(), process()],
  });
}

function figures() {
  return [
    stat({
      title: "Engine status",
      description:
        "Whether the last scrape of the Docker Engine succeeded. If it is down, check `engineMetricsTarget` and `metrics-addr` in the engine's `daemon.json`.",
      unit: "none",
      mappings: UP,
      sparkline: false,
      legend: HOST_LEGEND,
      expr: queries.up,
      nothing: "Unknown",
    }),
    stat({
      title: "Version",
      description: "Version, storage driver and kernel of the Docker Engine.",
      unit: "none",
      sparkline: false,
      legend: "{{version}}, {{graphdriver}}, kernel {{kernel}}",
      namesOnly: true,
      expr: queries.version,
      nothing: "Unknown",
    }),
    stat({
      title: "Uptime",
      description: "Time since the Docker Engine started.",
      unit: "s",
      decimals: 1,
      sparkline: false,
      legend: HOST_LEGEND,
      expr: queries.uptime,
      nothing: "Unknown",
    }),
    stat({
      title: "File descriptors",
      description:
        "Open file descriptors of the engine process, as a share of its limit. If it keeps growing, look for clients that do not close their connections.",
      unit: "percentunit",
      thresholds: NEARLY_FULL,
      legend: HOST_LEGEND,
      expr: queries.files,
      nothing: "Unknown",
    }),
  ];
}

function work() {
  const legend = "{{action}} on {{host_name}}";
  return {
    title: "Activity",
    lines: [
      [
        timeseries({
          title: "Containers by state",
          description: "Containers of the Docker Engine by state: running, paused or stopped.",
          unit: "none",
          stacked: true,
          queries: [{ expr: queries.containers, legend: "{{state}} on {{host_name}}" }],
        }),
        timeseries({
          title: "Container actions",
          description: "Container actions per second, such as create, start and delete.",
          unit: "ops",
          queries: [{ expr: queries.actions, legend }],
        }),
        timeseries({
          title: "Mean action duration",
          description:
            "Mean duration of container actions, 0 without any. If it grows, check disk latency and CPU on the Docker host board.",
          unit: "s",
          queries: [{ expr: queries.actionTime, legend }],
        }),
      ],
      healthAndEvents(legend),
    ],
  };
}

function healthAndEvents(legend: string) {
  return [
    timeseries({
      title: "Health checks",
      description:
        "Container health checks per second, and those that failed. The Containers board shows which containers are unhealthy.",
      unit: "ops",
      thresholds: NONE_WANTED,
      queries: [
        { expr: queries.healthChecks, legend: "total on {{host_name}}" },
        { expr: queries.healthChecksFailed, legend: "failed on {{host_name}}" },
      ],
    }),
    timeseries({
      title: "Events",
      description: "Events per second that the engine published, and clients that listen to them.",
      unit: "none",
      queries: [
        { expr: queries.events, legend: "events/s on {{host_name}}" },
        { expr: queries.listeners, legend: "listeners on {{host_name}}" },
      ],
    }),
    timeseries({
      title: "Image builds",
      description:
        "Builds per second that the classic builder started, and those that failed. Builds with BuildKit are not counted.",
      unit: "ops",
      queries: [
        { expr: queries.builds, legend: "started on {{host_name}}" },
        { expr: queries.buildsFailed, legend: "failed on {{host_name}}" },
      ],
    }),
    timeseries({
      title: "Network actions",
      description:
        "Network actions per second, such as connecting containers to and disconnecting them from networks.",
      unit: "ops",
      queries: [{ expr: queries.networkActions, legend }],
    }),
  ];
}

function process() {
  return {
    title: "Engine process",
    lines: [
      [
        timeseries({
          title: "CPU",
          description: "CPU cores that the engine process uses, without its containers.",
          unit: "cores",
          queries: [{ expr: queries.cpu, legend: HOST_LEGEND }],
        }),
        timeseries({
          title: "Memory",
          description: "Resident memory of the engine process, and the Go heap in use.",
          unit: "bytes",
          queries: [
            { expr: queries.memory, legend: "resident on {{host_name}}" },
            { expr: queries.heap, legend: "heap on {{host_name}}" },
          ],
        }),
        timeseries({
          title: "Goroutines",
          description:
            "Goroutines of the engine process. A number that only grows indicates a leak: plan an update or a restart of the engine.",
          unit: "none",
          queries: [{ expr: queries.goroutines, legend: HOST_LEGEND }],
        }),
      ],
    ],
  };
}

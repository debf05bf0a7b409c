import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { board } from "../board";
import { stat, timeseries } from "../panels";
import { daemonQueries as queries } from "../queries/docker-daemon";
import { HOST_LEGEND } from "../queries/selectors";
import { NEARLY_FULL, NONE_WANTED, UP } from "../scales";
import { environmentVariable, hostVariable } from "../variables";

const SOURCE = "engine_daemon_engine_cpus_cpus";

/** The Docker engine itself: what it does with containers, how fast, and what it takes. */
export function dockerDaemonDashboard(): Dashboard {
  return board({
    uid: "docker-daemon",
    title: "Docker daemon",
    description:
      "The Docker engine's own metrics: its containers, how long its work takes, and what it takes itself.",
    variables: [environmentVariable(SOURCE), hostVariable(SOURCE)],
    sections: [{ lines: [figures()] }, work(), process()],
  });
}

function figures() {
  return [
    stat({
      title: "Engine",
      description: "Whether the engine's metrics were read at the last scrape.",
      unit: "none",
      mappings: UP,
      sparkline: false,
      legend: HOST_LEGEND,
      expr: queries.up,
    }),
    stat({
      title: "Version",
      description: "Version, storage driver and kernel that the engine reports.",
      unit: "none",
      sparkline: false,
      legend: "{{version}}, {{graphdriver}}, kernel {{kernel}}",
      namesOnly: true,
      expr: queries.version,
    }),
    stat({
      title: "Up for",
      description: "Time since the engine's start.",
      unit: "s",
      decimals: 1,
      sparkline: false,
      legend: HOST_LEGEND,
      expr: queries.uptime,
    }),
    stat({
      title: "File descriptors",
      description: "Share of the files that the engine may have open.",
      unit: "percentunit",
      thresholds: NEARLY_FULL,
      legend: HOST_LEGEND,
      expr: queries.files,
    }),
  ];
}

function work() {
  const legend = "{{action}} on {{host_name}}";
  return {
    title: "Work",
    lines: [
      [
        timeseries({
          title: "Containers by state",
          description: "Containers that the engine knows.",
          unit: "none",
          stacked: true,
          queries: [{ expr: queries.containers, legend: "{{state}} on {{host_name}}" }],
        }),
        timeseries({
          title: "Container actions",
          description: "Creates, starts, deletes and other actions per second.",
          unit: "ops",
          queries: [{ expr: queries.actions, legend }],
        }),
        timeseries({
          title: "Time of an action",
          description: "Mean time that an action on a container took. 0 where there was none.",
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
      description: "Health checks that the engine ran for containers, and those that failed.",
      unit: "ops",
      thresholds: NONE_WANTED,
      queries: [
        { expr: queries.healthChecks, legend: "run on {{host_name}}" },
        { expr: queries.healthChecksFailed, legend: "failed on {{host_name}}" },
      ],
    }),
    timeseries({
      title: "Events",
      description: "Events per second that the engine told, and how many listen to them.",
      unit: "none",
      queries: [
        { expr: queries.events, legend: "events/s on {{host_name}}" },
        { expr: queries.listeners, legend: "listeners on {{host_name}}" },
      ],
    }),
    timeseries({
      title: "Builds",
      description: "Image builds that were begun, and those that failed, per second.",
      unit: "ops",
      queries: [
        { expr: queries.builds, legend: "begun on {{host_name}}" },
        { expr: queries.buildsFailed, legend: "failed on {{host_name}}" },
      ],
    }),
    timeseries({
      title: "Network actions",
      description: "Attachments to and detachments from networks per second.",
      unit: "ops",
      queries: [{ expr: queries.networkActions, legend }],
    }),
  ];
}

function process() {
  return {
    title: "The engine's own process",
    lines: [
      [
        timeseries({
          title: "CPU",
          description: "Cores in use by the engine itself, without its containers.",
          unit: "cores",
          queries: [{ expr: queries.cpu, legend: HOST_LEGEND }],
        }),
        timeseries({
          title: "Memory",
          description: "Memory of the engine's process, and the heap in it.",
          unit: "bytes",
          queries: [
            { expr: queries.memory, legend: "resident on {{host_name}}" },
            { expr: queries.heap, legend: "heap on {{host_name}}" },
          ],
        }),
        timeseries({
          title: "Goroutines",
          description: "Tasks inside the engine. A number that only grows is a leak.",
          unit: "none",
          queries: [{ expr: queries.goroutines, legend: HOST_LEGEND }],
        }),
      ],
    ],
  };
}

import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { labels } from "../../../../settings/labels";
import { alertLines } from "../alert-lines";
import { board, type Section } from "../board";
import type { DashboardsInput } from "../input";
import { toContainer, toLogs, toTraces } from "../links";
import { stat } from "../panels";
import { containersQueries as queries, containersTable as columns } from "../queries/containers";
import { chosenContainers } from "../queries/selectors";
import { HEALTH, NEARLY_FULL, NONE_WANTED } from "../scales";
import { table } from "../tables";
import {
  containersVariable,
  environmentVariable,
  hostVariable,
  pipelineVariable,
} from "../variables";
import { byContainer, memoryByContainer, NO_CONTAINERS } from "./container-graphs";

const SOURCE = "container_memory_working_set_bytes";

/** All containers on all hosts: their number, their resource usage, and those with problems. */
export function containersDashboard(input: DashboardsInput): Dashboard {
  const cadvisor = input.containerMetrics === "cadvisor";
  return board(input, {
    uid: "containers",
    title: "Containers",
    description:
      "CPU, memory, network, disk I/O and health of every running container. Click a container to open its own board.",
    variables: [
      environmentVariable(SOURCE),
      hostVariable(SOURCE),
      pipelineVariable(),
      containersVariable(),
    ],
    markedContainers: { selector: chosenContainers },
    sections: [
      {
        lines: [
          [...stats(), ...(cadvisor ? failures(input.oomEvents) : [])],
          [list(input, cadvisor)],
        ],
      },
      cpuAndMemory(input, cadvisor),
      networkAndDisk(),
    ],
  });
}

function stats() {
  return [
    stat({
      title: "Running",
      description: "Running containers on the selected hosts.",
      unit: "none",
      expr: queries.running,
      nothing: "0",
    }),
    stat({
      title: "CPU",
      description: "CPU cores that the selected containers use together.",
      unit: "cores",
      decimals: 2,
      expr: queries.cpuTotal,
      nothing: "0",
    }),
    stat({
      title: "Memory",
      description:
        "Working set of the selected containers together: memory that the kernel cannot reclaim.",
      unit: "bytes",
      expr: queries.memoryTotal,
      nothing: "0",
    }),
  ];
}

function failures(oomEvents: boolean) {
  return [
    stat({
      title: "Unhealthy",
      description:
        "Containers whose health check fails now. Open one from the table and look at its logs.",
      unit: "none",
      thresholds: NONE_WANTED,
      expr: queries.unhealthy,
      nothing: "0",
    }),
    stat({
      title: "Restarts",
      description:
        "Restarts within the time range. A container that was replaced by a new one does not count.",
      unit: "none",
      decimals: 0,
      thresholds: NONE_WANTED,
      expr: queries.restarts,
      nothing: "0",
    }),
    oomEvents
      ? stat({
          title: "OOM kills",
          description:
            "Processes that the kernel killed within the time range because their container reached its memory limit. Raise the limit, or look for a leak.",
          unit: "none",
          decimals: 0,
          thresholds: NONE_WANTED,
          expr: queries.kills,
          nothing: "0",
        })
      : undefined,
  ];
}

function list(input: DashboardsInput, cadvisor: boolean) {
  const row = [
    toContainer("row"),
    ...(input.spanMetrics ? [toTraces("row")] : []),
    ...(input.logs ? [toLogs("row")] : []),
  ];
  const share = { unit: "percentunit", bar: "of one" } as const;
  return table({
    title: "Containers",
    description:
      "One row for each running container. Its name links to its board, its traces and its logs.",
    labels: [
      { label: labels.containerName, title: "Container", links: row, width: 230 },
      { label: labels.hostName, title: "Host", width: 130 },
      { label: labels.environment, title: "Environment", width: 110 },
    ],
    sortBy: "Memory",
    figures: [
      { title: "CPU", unit: "cores", decimals: 3, bar: "of the largest", expr: columns.cpu },
      { title: "Memory", unit: "bytes", bar: "of the largest", expr: columns.memory },
      {
        ...share,
        title: "Of limit",
        decimals: 0,
        expr: columns.memoryShare,
        thresholds: NEARLY_FULL,
      },
      { title: "Received", unit: "Bps", expr: columns.received },
      { title: "Sent", unit: "Bps", expr: columns.sent },
      { title: "Reads", unit: "Bps", expr: columns.reads },
      { title: "Writes", unit: "Bps", expr: columns.writes },
      ...(cadvisor
        ? [
            { title: "Health", unit: "none", expr: columns.health, mappings: HEALTH },
            { title: "Uptime", unit: "s", decimals: 1, expr: columns.uptime },
          ]
        : []),
    ],
    last: [
      { label: labels.image, title: "Image" },
      { label: labels.containerId, title: "ID", width: 120 },
    ],
    nothing: NO_CONTAINERS,
  });
}

function cpuAndMemory(input: DashboardsInput, cadvisor: boolean): Section {
  return {
    title: "CPU and memory",
    lines: [
      [
        byContainer({
          title: "CPU",
          description: "CPU cores that each container uses. 1 is one core, fully used.",
          unit: "cores",
          expr: queries.cpu,
        }),
        memoryByContainer(queries.memory),
      ],
      [
        cadvisor
          ? byContainer({
              title: "CPU throttling",
              description:
                "Share of scheduling periods in which a container had used up its CPU quota and had to wait. 0 without a quota. Raise the quota of a container that is throttled all the time.",
              unit: "percentunit",
              max: 1,
              alerts: alertLines(input, "ContainerThrottled"),
              expr: queries.throttled,
            })
          : undefined,
        byContainer({
          title: "Memory used of limit",
          description:
            "Working set as a share of the container's memory limit. At 100% the kernel kills it. Containers without a limit are not shown.",
          unit: "percentunit",
          max: 1,
          alerts: alertLines(input, "ContainerMemoryNearLimit"),
          expr: queries.memoryShare,
          nothing: "No container here has a memory limit",
        }),
      ],
    ],
  };
}

function networkAndDisk(): Section {
  const traffic = (title: string, description: string, expr: string) =>
    byContainer({ title, description, unit: "Bps", expr });
  return {
    title: "Network and disk",
    lines: [
      [
        traffic(
          "Network received",
          "Bytes per second on all interfaces of each container. 0 if it shares the network of its host or of another container.",
          queries.received,
        ),
        traffic(
          "Network sent",
          "Bytes per second on all interfaces of each container. 0 if it shares the network of its host or of another container.",
          queries.sent,
        ),
      ],
      [
        traffic(
          "Disk reads",
          "Bytes per second read from disks. Reads from the page cache do not count.",
          queries.reads,
        ),
        traffic(
          "Disk writes",
          "Bytes per second written to disks. With cgroup v1 the kernel counts direct writes only.",
          queries.writes,
        ),
      ],
    ],
  };
}

import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { labels } from "../../../../settings/labels";
import { board, type Section } from "../board";
import type { DashboardsInput } from "../input";
import { toContainer, toLogs, toTraces } from "../links";
import { stat, timeseries } from "../panels";
import { containersQueries as queries, containersTable as columns } from "../queries/containers";
import { CONTAINER_LEGEND as legend } from "../queries/selectors";
import { HEALTH, NEARLY_FULL, NONE_WANTED } from "../scales";
import { table } from "../tables";
import { containersVariable, environmentVariable, hostVariable } from "../variables";

const SOURCE = "container_memory_working_set_bytes";
const links = [toContainer("series")];

/** Every container of every host: how many run, what each takes, and which of them is in trouble. */
export function containersDashboard(input: DashboardsInput): Dashboard {
  const cadvisor = input.containerMetrics === "cadvisor";
  return board({
    uid: "containers",
    title: "Containers",
    description:
      "Every running container: what it takes of CPU, memory, network and disk, and whether it is well. Click on one to see it alone.",
    variables: [environmentVariable(SOURCE), hostVariable(SOURCE), containersVariable()],
    sections: [
      { lines: [figures(cadvisor, input.oomEvents), [list(input, cadvisor)]] },
      cpuAndMemory(cadvisor),
      networkAndDisk(),
    ],
  });
}

function figures(cadvisor: boolean, oomEvents: boolean) {
  return [
    stat({
      title: "Running containers",
      description: "Containers that run now on the chosen hosts.",
      unit: "none",
      expr: queries.running,
    }),
    stat({
      title: "CPU used",
      description: "Cores in use by the chosen containers together.",
      unit: "cores",
      decimals: 2,
      expr: queries.cpuTotal,
    }),
    stat({
      title: "Memory used",
      description:
        "Working set of the chosen containers together: what the kernel cannot take back.",
      unit: "bytes",
      expr: queries.memoryTotal,
    }),
    cadvisor
      ? stat({
          title: "Unhealthy",
          description: "Containers whose health check fails now.",
          unit: "none",
          thresholds: NONE_WANTED,
          expr: queries.unhealthy,
        })
      : undefined,
    cadvisor
      ? stat({
          title: "Restarts",
          description:
            "How often containers started again within the chosen time. A container that was made anew does not count.",
          unit: "none",
          decimals: 0,
          thresholds: NONE_WANTED,
          expr: queries.restarts,
        })
      : undefined,
    cadvisor && oomEvents
      ? stat({
          title: "Out-of-memory kills",
          description: "Processes that the kernel ended within the chosen time for want of memory.",
          unit: "none",
          decimals: 0,
          thresholds: NONE_WANTED,
          expr: queries.kills,
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
  return table({
    title: "Containers",
    description:
      "One row for each running container. Its name leads to its own dashboard, its traces and its logs.",
    labels: [
      { label: labels.containerName, title: "Container", links: row },
      { label: labels.hostName, title: "Host" },
      { label: labels.environment, title: "Environment" },
      { label: labels.image, title: "Image" },
      { label: labels.containerId, title: "Id" },
    ],
    sortBy: "Memory",
    figures: [
      { title: "CPU", unit: "cores", expr: columns.cpu },
      { title: "Memory", unit: "bytes", expr: columns.memory },
      {
        title: "Of its limit",
        unit: "percentunit",
        expr: columns.memoryShare,
        thresholds: NEARLY_FULL,
      },
      { title: "Received", unit: "Bps", expr: columns.received },
      { title: "Sent", unit: "Bps", expr: columns.sent },
      { title: "Disk reads", unit: "Bps", expr: columns.reads },
      { title: "Disk writes", unit: "Bps", expr: columns.writes },
      ...(cadvisor
        ? [
            { title: "Health", unit: "none", expr: columns.health, mappings: HEALTH },
            { title: "Up for", unit: "s", expr: columns.uptime },
          ]
        : []),
    ],
  });
}

function cpuAndMemory(cadvisor: boolean): Section {
  return {
    title: "CPU and memory",
    lines: [
      [
        timeseries({
          title: "CPU",
          description: "Cores in use by each container. 1 is one core, fully used.",
          unit: "cores",
          queries: [{ expr: queries.cpu, legend }],
          links,
        }),
        timeseries({
          title: "Memory",
          description: "Working set of each container: what the kernel cannot take back.",
          unit: "bytes",
          queries: [{ expr: queries.memory, legend }],
          links,
        }),
      ],
      [
        cadvisor
          ? timeseries({
              title: "CPU throttled",
              description:
                "Share of scheduling periods in which a container had used up its CPU quota and had to wait. 0 without a quota.",
              unit: "percentunit",
              max: 1,
              queries: [{ expr: queries.throttled, legend }],
              links,
            })
          : undefined,
        timeseries({
          title: "Memory against limit",
          description:
            "Working set as a share of the container's limit; at 100 % the kernel ends it. Containers without a limit are not shown.",
          unit: "percentunit",
          max: 1,
          thresholds: NEARLY_FULL,
          queries: [{ expr: queries.memoryShare, legend }],
          links,
          nothing: "None of these containers has a memory limit",
        }),
      ],
    ],
  };
}

function networkAndDisk(): Section {
  const traffic = (title: string, description: string, expr: string) =>
    timeseries({ title, description, unit: "Bps", queries: [{ expr, legend }], links });
  return {
    title: "Network and disk",
    lines: [
      [
        traffic(
          "Network received",
          "Bytes per second over all interfaces of each container; 0 for one that shares its host's or another's network.",
          queries.received,
        ),
        traffic(
          "Network sent",
          "Bytes per second over all interfaces of each container; 0 for one that shares its host's or another's network.",
          queries.sent,
        ),
      ],
      [
        traffic(
          "Disk reads",
          "Bytes per second read from disks. What comes out of the page cache does not count.",
          queries.reads,
        ),
        traffic(
          "Disk writes",
          "Bytes per second written to disks. On cgroup v1 the kernel counts direct writes at most.",
          queries.writes,
        ),
      ],
    ],
  };
}

import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { board, type Section } from "../board";
import type { DashboardsInput } from "../input";
import { toBoard, toContainer } from "../links";
import { stat, timeseries } from "../panels";
import { hostQueries as queries } from "../queries/docker-host";
import { CONTAINER_LEGEND, HOST_LEGEND as legend } from "../queries/selectors";
import { NEARLY_FULL } from "../scales";
import { environmentVariable, hostVariable } from "../variables";

const SOURCE = "system_cpu_load_average_1m";
const MOUNT_LEGEND = "{{mountpoint}} on {{host_name}}";
const DISK_LEGEND = "{{device}} on {{host_name}}";

/** The machines that containers run on. */
export function dockerHostDashboard(input: DashboardsInput): Dashboard {
  return board({
    uid: "docker-host",
    title: "Docker host",
    description:
      "CPU, memory, file systems and disks of each Docker host, and what its containers take of them.",
    variables: [environmentVariable(SOURCE), hostVariable(SOURCE)],
    sections: [
      { lines: [figures(input)] },
      cpu(),
      memory(),
      fileSystems(),
      disks(),
      ...(input.containerMetrics === undefined ? [] : [containers()]),
    ],
  });
}

function figures(input: DashboardsInput) {
  return [
    stat({
      title: "Up for",
      description: "Time since the host's boot.",
      unit: "s",
      decimals: 1,
      sparkline: false,
      legend,
      expr: queries.uptime,
    }),
    stat({
      title: "CPU used",
      description: "Share of all cores that did anything but idle.",
      unit: "percentunit",
      thresholds: NEARLY_FULL,
      legend,
      expr: queries.cpuUsed,
    }),
    stat({
      title: "Memory used",
      description: "Share of the memory that the kernel cannot hand out anew.",
      unit: "percentunit",
      thresholds: NEARLY_FULL,
      legend,
      expr: queries.memoryUsed,
    }),
    stat({
      title: "Fullest file system",
      description: "Share in use of the file system with the least room.",
      unit: "percentunit",
      thresholds: NEARLY_FULL,
      legend,
      expr: queries.fullest,
    }),
    input.containerMetrics === undefined
      ? undefined
      : stat({
          title: "Running containers",
          description: "Containers that run now on the host.",
          unit: "none",
          legend,
          expr: queries.containers,
          links: [toBoard("Containers", "containers", { host: "${__field.labels.host_name}" })],
        }),
  ];
}

function cpu(): Section {
  return {
    title: "CPU",
    lines: [
      [
        timeseries({
          title: "CPU by mode",
          description:
            "Share of all cores by what they did. Steal is time that a virtual machine's own host kept; wait is idle time with disk I/O outstanding.",
          unit: "percentunit",
          stacked: true,
          queries: [{ expr: queries.cpuByMode, legend: "{{state}} on {{host_name}}" }],
        }),
        timeseries({
          title: "Load per core",
          description:
            "Tasks that run or wait, for each core. Above 1 for long, there is more to do than the cores can.",
          unit: "short",
          decimals: 2,
          queries: [
            { expr: queries.load1, legend: "1 min on {{host_name}}" },
            { expr: queries.load5, legend: "5 min on {{host_name}}" },
            { expr: queries.load15, legend: "15 min on {{host_name}}" },
          ],
        }),
      ],
    ],
  };
}

function memory(): Section {
  return {
    title: "Memory",
    lines: [
      [
        timeseries({
          title: "Memory",
          description:
            "What is taken, what the kernel could hand out at once, and the page cache in that.",
          unit: "bytes",
          queries: [
            { expr: queries.memoryTaken, legend: "used on {{host_name}}" },
            { expr: queries.memoryAvailable, legend: "available on {{host_name}}" },
            { expr: queries.memoryCached, legend: "cached on {{host_name}}" },
            { expr: queries.memoryTotal, legend: "installed on {{host_name}}" },
          ],
        }),
        timeseries({
          title: "Swap used",
          description: "Memory that was moved to disk. 0 on a host without swap.",
          unit: "bytes",
          queries: [{ expr: queries.swapUsed, legend }],
        }),
        timeseries({
          title: "Swap I/O",
          description:
            "Bytes per second that went to swap and came back. More than a little means that memory is short.",
          unit: "Bps",
          queries: [
            { expr: queries.swapIn, legend: "in on {{host_name}}" },
            { expr: queries.swapOut, legend: "out on {{host_name}}" },
          ],
        }),
        timeseries({
          title: "Major page faults",
          description: "How often in a second a program had to wait for a page from disk.",
          unit: "ops",
          queries: [{ expr: queries.majorFaults, legend }],
        }),
      ],
    ],
  };
}

function fileSystems(): Section {
  return {
    title: "File systems",
    lines: [
      [
        timeseries({
          title: "File systems full",
          description:
            "Share in use, as df counts it: what is kept back for root is not part of it.",
          unit: "percentunit",
          max: 1,
          thresholds: NEARLY_FULL,
          queries: [{ expr: queries.fileSystemFull, legend: MOUNT_LEGEND }],
        }),
        timeseries({
          title: "Free space",
          description: "Bytes that programs can still write.",
          unit: "bytes",
          queries: [{ expr: queries.fileSystemFree, legend: MOUNT_LEGEND }],
        }),
        timeseries({
          title: "Inodes used",
          description: "Share of the files that a file system can hold.",
          unit: "percentunit",
          max: 1,
          thresholds: NEARLY_FULL,
          queries: [{ expr: queries.inodesFull, legend: MOUNT_LEGEND }],
        }),
      ],
    ],
  };
}

function disks(): Section {
  return {
    title: "Disks",
    lines: [
      [
        timeseries({
          title: "Disk I/O",
          description: "Bytes per second read from and written to each disk.",
          unit: "Bps",
          queries: [
            { expr: queries.diskRead, legend: `read, ${DISK_LEGEND}` },
            { expr: queries.diskWritten, legend: `written, ${DISK_LEGEND}` },
          ],
        }),
        timeseries({
          title: "Disk operations",
          description: "Reads and writes per second of each disk.",
          unit: "iops",
          queries: [
            { expr: queries.diskReads, legend: `reads, ${DISK_LEGEND}` },
            { expr: queries.diskWrites, legend: `writes, ${DISK_LEGEND}` },
          ],
        }),
        timeseries({
          title: "Disk busy",
          description: "Share of time in which a disk had something to do.",
          unit: "percentunit",
          queries: [{ expr: queries.diskBusy, legend: DISK_LEGEND }],
        }),
        timeseries({
          title: "Time of a disk operation",
          description:
            "Mean time from a request to its end, queue and all. 0 where there was none.",
          unit: "s",
          queries: [{ expr: queries.diskWait, legend: DISK_LEGEND }],
        }),
      ],
    ],
  };
}

function containers(): Section {
  return {
    title: "Its containers",
    lines: [
      [
        timeseries({
          title: "Most CPU",
          description: "The ten containers that take most of the CPU, in cores.",
          unit: "cores",
          queries: [{ expr: queries.topCpu, legend: CONTAINER_LEGEND }],
          links: [toContainer("series")],
        }),
        timeseries({
          title: "Most memory",
          description: "The ten containers with the largest working set.",
          unit: "bytes",
          queries: [{ expr: queries.topMemory, legend: CONTAINER_LEGEND }],
          links: [toContainer("series")],
        }),
      ],
    ],
  };
}

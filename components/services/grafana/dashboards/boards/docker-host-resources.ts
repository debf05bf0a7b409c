import { alertLines } from "../alert-lines";
import type { Section } from "../board";
import type { DashboardsInput } from "../input";
import { timeseries } from "../panels";
import { hostQueries as queries } from "../queries/docker-host";
import { HOST_LEGEND as legend } from "../queries/selectors";

const MOUNT_LEGEND = "{{mountpoint}} on {{host_name}}";
const DEVICE_LEGEND = "{{device}} on {{host_name}}";

/** Resources of the hosts themselves. */
export function hostResources(input: DashboardsInput): Section[] {
  return [
    cpu(input),
    memory(input),
    fileSystems(input),
    disks(),
    ...(input.hostNetwork ? [network(input)] : []),
  ];
}

function cpu(input: DashboardsInput): Section {
  return {
    title: "CPU",
    lines: [
      [
        timeseries({
          title: "CPU by mode",
          description:
            "Share of CPU time by mode. Steal is time that the hypervisor gave to other virtual machines; wait is idle time with outstanding disk I/O.",
          unit: "percentunit",
          max: 1,
          stacked: true,
          alerts: alertLines(input, "HostCpuBusy"),
          queries: [{ expr: queries.cpuByMode, legend: "{{state}} on {{host_name}}" }],
        }),
        timeseries({
          title: "Load per core",
          description:
            "Running and waiting tasks per CPU core. Above 1 for a long time, the host has more work than its CPUs can do.",
          unit: "short",
          alerts: alertLines(input, "HostOverloaded"),
          decimals: 2,
          queries: [
            { expr: queries.load1, legend: "1 min on {{host_name}}" },
            { expr: queries.load5, legend: "5 min on {{host_name}}" },
            { expr: queries.load15, legend: "15 min on {{host_name}}" },
          ],
        }),
        timeseries({
          title: "Stolen CPU",
          description:
            "Share of CPU time that the hypervisor gave to other virtual machines. Move the host to a less busy machine if it lasts.",
          unit: "percentunit",
          softMax: 0.2,
          alerts: alertLines(input, "HostCpuStolen"),
          queries: [{ expr: queries.cpuStolen, legend }],
        }),
      ],
    ],
  };
}

/** Properties that the graph and the stat share. */
export function memoryUsage(input: DashboardsInput) {
  return {
    description:
      "Share of memory that is not available to programs. Near 100% the kernel kills processes.",
    unit: "percentunit",
    alerts: alertLines(input, "HostMemoryLow"),
  };
}

function memory(input: DashboardsInput): Section {
  return {
    title: "Memory",
    lines: [
      [
        timeseries({
          title: "Memory",
          description: "Used and available memory. The page cache is part of what is available.",
          unit: "bytes",
          queries: [
            { expr: queries.memoryTaken, legend: "used on {{host_name}}" },
            { expr: queries.memoryAvailable, legend: "available on {{host_name}}" },
            { expr: queries.memoryCached, legend: "cached on {{host_name}}" },
            { expr: queries.memoryTotal, legend: "installed on {{host_name}}" },
          ],
        }),
        timeseries({
          ...memoryUsage(input),
          title: "Memory usage",
          max: 1,
          queries: [{ expr: queries.memoryUsed, legend }],
        }),
      ],
      [
        timeseries({
          title: "Swap used",
          description:
            "Used share of the swap space, to which the kernel moves memory. 0 on a host without swap.",
          unit: "percentunit",
          max: 1,
          alerts: alertLines(input, "HostSwapFull"),
          queries: [{ expr: queries.swapUsed, legend }],
        }),
        timeseries({
          title: "Swap I/O",
          description:
            "Bytes per second written to and read from swap. Constant traffic means that memory is short.",
          unit: "Bps",
          queries: [
            { expr: queries.swapIn, legend: "in on {{host_name}}" },
            { expr: queries.swapOut, legend: "out on {{host_name}}" },
          ],
        }),
        timeseries({
          title: "Major page faults",
          description: "Page faults per second that had to wait for a disk.",
          unit: "ops",
          queries: [{ expr: queries.majorFaults, legend }],
        }),
      ],
    ],
  };
}

function fileSystems(input: DashboardsInput): Section {
  return {
    title: "File systems",
    lines: [
      [
        timeseries({
          title: "Used space",
          description: "Used share of each file system, as `df` counts it.",
          unit: "percentunit",
          max: 1,
          alerts: alertLines(input, "HostDiskFilling", "HostDiskAlmostFull"),
          queries: [{ expr: queries.fileSystemFull, legend: MOUNT_LEGEND }],
        }),
        timeseries({
          title: "Free space",
          description: "Bytes that programs can still write to each file system.",
          unit: "bytes",
          queries: [{ expr: queries.fileSystemFree, legend: MOUNT_LEGEND }],
        }),
        timeseries({
          title: "Used inodes",
          description:
            "Used share of the inodes. A file system without free inodes takes no new files.",
          unit: "percentunit",
          max: 1,
          alerts: alertLines(input, "HostInodesFilling"),
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
            { expr: queries.diskRead, legend: `read, ${DEVICE_LEGEND}` },
            { expr: queries.diskWritten, legend: `written, ${DEVICE_LEGEND}` },
          ],
        }),
        timeseries({
          title: "Disk operations",
          description: "Read and write operations per second of each disk.",
          unit: "iops",
          queries: [
            { expr: queries.diskReads, legend: `reads, ${DEVICE_LEGEND}` },
            { expr: queries.diskWrites, legend: `writes, ${DEVICE_LEGEND}` },
          ],
        }),
        timeseries({
          title: "Disk busy",
          description:
            "Share of time in which the disk had requests. Near 100% all the time, it is the bottleneck.",
          unit: "percentunit",
          queries: [{ expr: queries.diskBusy, legend: DEVICE_LEGEND }],
        }),
        timeseries({
          title: "Disk latency",
          description: "Mean time of an operation, including its time in the queue.",
          unit: "s",
          queries: [{ expr: queries.diskWait, legend: DEVICE_LEGEND }],
        }),
      ],
    ],
  };
}

function network(input: DashboardsInput): Section {
  const both = (received: string, sent: string) => [
    { expr: received, legend: `received, ${DEVICE_LEGEND}` },
    { expr: sent, legend: `sent, ${DEVICE_LEGEND}` },
  ];
  return {
    title: "Network",
    lines: [
      [
        timeseries({
          title: "Network traffic",
          description:
            "Bytes per second on each interface of the host. Docker's own bridges are not shown.",
          unit: "Bps",
          queries: both(queries.networkReceived, queries.networkSent),
        }),
        timeseries({
          title: "Packets",
          description: "Packets per second on each interface.",
          unit: "pps",
          queries: both(queries.packetsReceived, queries.packetsSent),
        }),
        timeseries({
          title: "Errors and drops",
          description:
            "Share of packets with errors or dropped, on each interface. Check the cable, the switch port and the driver.",
          unit: "percentunit",
          softMax: 0.02,
          alerts: alertLines(input, "HostNetworkErrors"),
          queries: [{ expr: queries.networkLost, legend: DEVICE_LEGEND }],
        }),
      ],
    ],
  };
}

import { alertLines } from "../alert-lines";
import type { Section } from "../board";
import type { DashboardsInput } from "../input";
import { timeseries } from "../panels";
import { containerQueries as queries } from "../queries/container";
import { HOST_LEGEND } from "../queries/selectors";

const NO_PRESSURE = "Not available: the kernel needs cgroup v2 to count pressure";
const NOT_RUNNING = "Not running in this time";

/** Resources that one container uses. */
export function containerResources(input: DashboardsInput, cadvisor: boolean): Section[] {
  const all = [cpu(input, cadvisor), memory(cadvisor), network(input, cadvisor), disk(cadvisor)];
  return cadvisor ? [...all, pressure(input)] : all;
}

function cpu(input: DashboardsInput, cadvisor: boolean): Section {
  return {
    title: "CPU",
    lines: [
      [
        timeseries({
          title: "CPU",
          description:
            "CPU cores in use, and the quota if the container has one. User and system time add up to the used time.",
          unit: "cores",
          queries: [
            { expr: queries.cpu, legend: "used" },
            ...(cadvisor
              ? [
                  { expr: queries.cpuUser, legend: "user" },
                  { expr: queries.cpuSystem, legend: "system" },
                  { expr: queries.cpuQuota, legend: "quota" },
                ]
              : []),
          ],
          nothing: NOT_RUNNING,
        }),
        cadvisor
          ? timeseries({
              title: "CPU quota usage",
              description:
                "CPU usage as a share of the container's quota. At 100% it is throttled: raise the quota.",
              unit: "percentunit",
              alerts: alertLines(input, "ContainerCpuNearQuota"),
              queries: [{ expr: queries.cpuQuotaUsed, legend: HOST_LEGEND }],
              nothing: "No CPU quota",
            })
          : undefined,
        cadvisor
          ? timeseries({
              title: "CPU throttling",
              description:
                "Share of scheduling periods in which the container had used up its CPU quota and had to wait, and the share of time that it waited. 0 without a quota. Raise the quota if it waits all the time.",
              unit: "percentunit",
              alerts: alertLines(input, "ContainerThrottled"),
              queries: [
                { expr: queries.throttled, legend: "periods throttled" },
                { expr: queries.throttledTime, legend: "time throttled" },
              ],
              nothing: NOT_RUNNING,
            })
          : undefined,
      ],
    ],
  };
}

function memory(cadvisor: boolean): Section {
  return {
    title: "Memory",
    lines: [
      [
        timeseries({
          title: "Memory and limit",
          description:
            "The kernel cannot reclaim the working set and compares it with the limit. It reclaims the cache when needed.",
          unit: "bytes",
          queries: [
            { expr: queries.memory, legend: "working set" },
            ...(cadvisor
              ? [
                  { expr: queries.memoryRss, legend: "anonymous (RSS)" },
                  { expr: queries.memoryCache, legend: "cache" },
                ]
              : []),
            { expr: queries.memoryLimit, legend: "limit" },
          ],
          nothing: NOT_RUNNING,
        }),
        cadvisor
          ? timeseries({
              title: "Memory limit hits",
              description:
                "Allocations per second that reached the memory limit, so that the kernel had to reclaim memory first. 0 with cgroup v2, which does not count them.",
              unit: "ops",
              queries: [{ expr: queries.refusals, legend: HOST_LEGEND }],
              nothing: NOT_RUNNING,
            })
          : undefined,
      ],
    ],
  };
}

function network(input: DashboardsInput, cadvisor: boolean): Section {
  return {
    title: "Network",
    lines: [
      [
        timeseries({
          title: "Network",
          description:
            "Bytes per second on all interfaces of the container. 0 if it shares the network of its host or of another container.",
          unit: "Bps",
          queries: [
            { expr: queries.received, legend: "received" },
            { expr: queries.sent, legend: "sent" },
          ],
          nothing: NOT_RUNNING,
        }),
        cadvisor
          ? timeseries({
              title: "Network errors and drops",
              description:
                "Share of packets with errors or dropped, in both directions. Drops usually mean that the app reads too slowly.",
              unit: "percentunit",
              softMax: 0.02,
              stacked: true,
              alerts: alertLines(input, "ContainerNetworkErrors"),
              queries: [
                { expr: queries.networkErrors, legend: "errors" },
                { expr: queries.networkDrops, legend: "dropped" },
              ],
              nothing: NOT_RUNNING,
            })
          : undefined,
      ],
    ],
  };
}

function disk(cadvisor: boolean): Section {
  return {
    title: "Disk",
    lines: [
      [
        timeseries({
          title: "Disk I/O",
          description:
            "Bytes per second read from and written to disks, without the page cache. With cgroup v1 the kernel counts direct writes only.",
          unit: "Bps",
          queries: [
            { expr: queries.reads, legend: "read" },
            { expr: queries.writes, legend: "written" },
          ],
          nothing: NOT_RUNNING,
        }),
        cadvisor
          ? timeseries({
              title: "Disk operations",
              description: "Read and write operations per second that reached a disk.",
              unit: "iops",
              queries: [
                { expr: queries.readOperations, legend: "reads" },
                { expr: queries.writeOperations, legend: "writes" },
              ],
              nothing: NOT_RUNNING,
            })
          : undefined,
      ],
    ],
  };
}

function pressure(input: DashboardsInput): Section {
  return {
    title: "Pressure",
    lines: [
      [
        timeseries({
          title: "Pressure",
          description:
            "Share of time in which a process of the container waited for CPU, memory or I/O (PSI). Needs a kernel with cgroup v2.",
          unit: "percentunit",
          queries: [
            { expr: queries.pressureCpu, legend: "CPU" },
            { expr: queries.pressureMemory, legend: "memory" },
            { expr: queries.pressureIo, legend: "I/O" },
          ],
          nothing: NO_PRESSURE,
        }),
        timeseries({
          title: "Stalls",
          description:
            "Share of time in which all processes of the container were stalled at once, waiting for memory or I/O. Raise the memory limit, or look for what keeps the disk busy.",
          unit: "percentunit",
          alerts: alertLines(input, "ContainerMemoryPressure", "ContainerIoPressure"),
          queries: [
            { expr: queries.stalledMemory, legend: "memory" },
            { expr: queries.stalledIo, legend: "I/O" },
          ],
          nothing: NO_PRESSURE,
        }),
      ],
    ],
  };
}

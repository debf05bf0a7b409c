import type { Section } from "../board";
import { timeseries } from "../panels";
import { containerQueries as queries } from "../queries/container";
import { HOST_LEGEND } from "../queries/selectors";

const NO_PRESSURE = "The kernel does not count pressure here (it needs cgroup v2)";

/** What one container takes of its host. */
export function containerResources(cadvisor: boolean): Section[] {
  const all = [cpu(cadvisor), memory(cadvisor), network(cadvisor), disk(cadvisor)];
  return cadvisor ? [...all, pressure()] : all;
}

function cpu(cadvisor: boolean): Section {
  return {
    title: "CPU",
    lines: [
      [
        timeseries({
          title: "CPU used",
          description:
            "Cores in use, and the quota where it has one. The lines of user and system add up to the used.",
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
        }),
        cadvisor
          ? timeseries({
              title: "CPU throttled",
              description:
                "Share of scheduling periods in which it had used up its quota and had to wait, and the seconds it waited in each second. 0 without a quota.",
              unit: "percentunit",
              queries: [
                { expr: queries.throttled, legend: "periods throttled" },
                { expr: queries.throttledTime, legend: "time throttled" },
              ],
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
          title: "Memory against limit",
          description:
            "Working set is what the kernel cannot take back and compares with the limit; the cache it can take back.",
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
        }),
        cadvisor
          ? timeseries({
              title: "Limit reached",
              description:
                "How often in a second it asked for memory at its limit, and the kernel had to take some back first. 0 on cgroup v2, where this is not counted.",
              unit: "ops",
              queries: [{ expr: queries.refusals, legend: HOST_LEGEND }],
            })
          : undefined,
      ],
    ],
  };
}

function network(cadvisor: boolean): Section {
  return {
    title: "Network",
    lines: [
      [
        timeseries({
          title: "Network",
          description:
            "Bytes per second over all its interfaces; 0 where it shares its host's or another container's network.",
          unit: "Bps",
          queries: [
            { expr: queries.received, legend: "received" },
            { expr: queries.sent, legend: "sent" },
          ],
        }),
        cadvisor
          ? timeseries({
              title: "Network errors and drops",
              description: "Packets per second that its interfaces lost, in both directions.",
              unit: "pps",
              queries: [
                { expr: queries.networkErrors, legend: "errors" },
                { expr: queries.networkDrops, legend: "dropped" },
              ],
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
            "Bytes per second from and to disks; not what the page cache served. On cgroup v1 the kernel counts direct writes at most.",
          unit: "Bps",
          queries: [
            { expr: queries.reads, legend: "read" },
            { expr: queries.writes, legend: "written" },
          ],
        }),
        cadvisor
          ? timeseries({
              title: "Disk operations",
              description: "Reads and writes per second that reached a disk.",
              unit: "iops",
              queries: [
                { expr: queries.readOperations, legend: "reads" },
                { expr: queries.writeOperations, legend: "writes" },
              ],
            })
          : undefined,
      ],
    ],
  };
}

function pressure(): Section {
  return {
    title: "Pressure",
    lines: [
      [
        timeseries({
          title: "Pressure",
          description:
            "Share of time in which some process of it had to wait for CPU, memory or I/O (PSI). Only kernels with cgroup v2 count it for each container; where the host's does not, nothing is drawn, because a zero would say that nothing waits.",
          unit: "percentunit",
          queries: [
            { expr: queries.pressureCpu, legend: "CPU" },
            { expr: queries.pressureMemory, legend: "memory" },
            { expr: queries.pressureIo, legend: "I/O" },
          ],
          nothing: NO_PRESSURE,
        }),
      ],
    ],
  };
}

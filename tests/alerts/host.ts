import { type AlertCase, on, type Samples, series } from "./promtool";

const of = (metric: string, more: Record<string, string> = {}) =>
  series(metric, { ...on.hostmetrics, ...on.host, ...more });
const warning = { ...on.host, severity: "warning" };
const DISK = { device: "/dev/vda", mountpoint: "/" };
const SPACE = "system_filesystem_usage_bytes";

const disk = (metric: string, values: Record<string, string>, mode = "rw"): Samples =>
  Object.fromEntries(
    Object.entries(values).map(([state, text]) => [
      of(metric, { ...DISK, mode, type: "ext4", state }),
      text,
    ]),
  );

const states = (metric: string, values: Record<string, string>): Samples =>
  Object.fromEntries(Object.entries(values).map(([state, text]) => [of(metric, { state }), text]));

/** CPU seconds per step of 15 s, for each of two CPUs. */
const cpus = (values: Record<string, string>): Samples =>
  Object.fromEntries(
    ["cpu0", "cpu1"].flatMap((cpu) =>
      Object.entries(values).map(([state, text]) => [
        of("system_cpu_time_seconds_total", { cpu, state }),
        text,
      ]),
    ),
  );

const MEMORY = "system_memory_usage_bytes";

export const hostCases: readonly AlertCase[] = [
  {
    alert: "HostNotReporting",
    fires: {
      series: states(MEMORY, { used: "1x40 _x80" }),
      at: "22m",
      labels: { ...on.host, severity: "critical" },
    },
    // A gap of two minutes.
    silent: { series: states(MEMORY, { used: "1x40 _x8 1x80" }), at: "22m" },
  },
  {
    alert: "HostDiskFilling",
    fires: {
      series: disk(SPACE, { used: "90x40", free: "10x40", reserved: "100x40" }),
      at: "6m",
      labels: { ...warning, ...DISK },
    },
    // Almost full, but read-only.
    silent: { series: disk(SPACE, { used: "99x40", free: "1x40" }, "ro"), at: "6m" },
  },
  {
    alert: "HostDiskAlmostFull",
    fires: {
      series: disk(SPACE, { used: "97x40", free: "3x40" }),
      at: "6m",
      labels: { ...on.host, ...DISK, severity: "critical" },
    },
    silent: { series: disk(SPACE, { used: "90x40", free: "10x40" }), at: "6m" },
  },
  {
    alert: "HostDiskFullSoon",
    fires: {
      series: disk(SPACE, { used: "60000+10x120", free: "40000-10x120" }),
      at: "25m",
      labels: { ...warning, ...DISK },
    },
    // Fills at the same rate, but most of it is free.
    silent: {
      series: disk(SPACE, { used: "10000+10x120", free: "40000-10x120" }),
      at: "25m",
    },
  },
  {
    alert: "HostInodesFilling",
    fires: {
      series: disk("system_filesystem_inodes_usage", { used: "90x40", free: "10x40" }),
      at: "6m",
      labels: { ...warning, ...DISK },
    },
    silent: {
      series: disk("system_filesystem_inodes_usage", { used: "80x40", free: "20x40" }),
      at: "6m",
    },
  },
  {
    alert: "HostCpuBusy",
    fires: {
      series: cpus({ idle: "0+0.75x100", user: "0+14.25x100" }),
      at: "18m",
      labels: warning,
    },
    silent: { series: cpus({ idle: "0+3x100", user: "0+12x100" }), at: "18m" },
  },
  {
    alert: "HostCpuStolen",
    fires: {
      series: cpus({ idle: "0+12x100", steal: "0+3x100" }),
      at: "18m",
      labels: warning,
    },
    silent: { series: cpus({ idle: "0+14.25x100", steal: "0+0.75x100" }), at: "18m" },
  },
  {
    alert: "HostOverloaded",
    fires: {
      series: { ...cpus({ idle: "0+1x100" }), [of("system_cpu_load_average_5m")]: "5x100" },
      at: "18m",
      labels: warning,
    },
    silent: {
      series: { ...cpus({ idle: "0+1x100" }), [of("system_cpu_load_average_5m")]: "3x100" },
      at: "18m",
    },
  },
  {
    alert: "HostNetworkErrors",
    fires: {
      series: network("0+30x100", "0+1200x100"),
      at: "18m",
      labels: { ...warning, device: "eth0" },
    },
    silent: { series: network("0+3x100", "0+2985x100"), at: "18m" },
  },
  {
    alert: "HostMemoryLow",
    fires: {
      series: states(MEMORY, { used: "95x40", free: "1x40", cached: "3x40", buffered: "1x40" }),
      at: "6m",
      labels: { ...on.host, severity: "critical" },
    },
    // The kernel frees the cache when memory is needed.
    silent: {
      series: states(MEMORY, { used: "50x40", free: "1x40", cached: "48x40", buffered: "1x40" }),
      at: "6m",
    },
  },
  {
    alert: "HostSwapFull",
    fires: {
      series: states("system_paging_usage_bytes", { used: "90x100", free: "10x100" }),
      at: "18m",
      labels: warning,
    },
    silent: {
      series: states("system_paging_usage_bytes", { used: "50x100", free: "50x100" }),
      at: "18m",
    },
  },
];

/** Returns the packets that an interface dropped on receive, and all packets. */
function network(dropped: string, packets: string): Record<string, string> {
  const series = (metric: string, direction: string) =>
    of(`system_network_${metric}_total`, { device: "eth0", direction });
  return {
    [series("dropped", "receive")]: dropped,
    [series("errors", "receive")]: "0x100",
    [series("packets", "receive")]: packets,
    [series("packets", "transmit")]: "0+300x100",
  };
}

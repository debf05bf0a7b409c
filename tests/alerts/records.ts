import { on, type RecordCase, series } from "./promtool";

const container = { ...on.cadvisor, ...on.container, image: "shop:1" };
const of = (metric: string, more: Record<string, string> = {}) =>
  series(metric, { ...container, ...more });
/** The container's own labels: what tells its parts apart (device, interface, CPU) is summed up. */
const recorded = series("", container);
const MEMORY = of("container_memory_working_set_bytes");
/** What a container is known by, wherever its metrics come from. */
const known = series("", { ...on.container, image: "shop:1" });
const before = { ...on.container, image: "shop:1", environment: "" };

const rates = (
  [
    ["container:network_receive_bytes:rate", "container_network_receive_bytes_total", "interface"],
    [
      "container:network_transmit_bytes:rate",
      "container_network_transmit_bytes_total",
      "interface",
    ],
    ["container:fs_reads_bytes:rate", "container_fs_reads_bytes_total", "device"],
    ["container:fs_writes_bytes:rate", "container_fs_writes_bytes_total", "device"],
  ] as const
).flatMap(([record, metric, part]): RecordCase[] => [
  {
    record,
    series: { [of(metric, { [part]: "a" })]: "0+150x20", [of(metric, { [part]: "b" })]: "0+15x20" },
    at: "3m",
    expected: [{ labels: recorded, value: 11 }],
  },
  // A container that runs and has no such series reads 0.
  { record, series: { [MEMORY]: "1x20" }, at: "3m", expected: [{ labels: recorded, value: 0 }] },
]);

export const recordCases: readonly RecordCase[] = [
  {
    record: "container:cpu_usage_cores:rate",
    series: {
      [of("container_cpu_usage_seconds_total", { cpu: "cpu00" })]: "0+15x20",
      [of("container_cpu_usage_seconds_total", { cpu: "cpu01" })]: "0+7.5x20",
      // What belongs to no container.
      [series("container_cpu_usage_seconds_total", on.host)]: "0+15x20",
    },
    at: "3m",
    expected: [{ labels: recorded, value: 1.5 }],
  },
  {
    record: "container:memory_limit_utilization:ratio",
    series: {
      [of("container_memory_working_set_bytes")]: "25x20",
      [of("container_spec_memory_limit_bytes")]: "100x20",
      // No limit, no share of it.
      [of("container_memory_working_set_bytes", { container_id: "0123456789ab" })]: "25x20",
      [of("container_spec_memory_limit_bytes", { container_id: "0123456789ab" })]: "0x20",
    },
    at: "3m",
    expected: [{ labels: recorded, value: 0.25 }],
  },
  ...rates,
  {
    record: "container:last_seen_timestamp_seconds",
    series: { [MEMORY]: "1x40" },
    at: "5m",
    expected: [{ labels: known, value: 300 }],
  },
  // It outlives its container.
  {
    record: "container:last_seen_timestamp_seconds",
    series: { [MEMORY]: "1x8 stale" },
    at: "30m",
    expected: [{ labels: known, value: 120 }],
  },
  // What was recorded before there was the short name of the environment goes on under it.
  {
    record: "container:last_seen_timestamp_seconds",
    series: { [series("container:last_seen_timestamp_seconds", before)]: "100 stale" },
    at: "5m",
    expected: [{ labels: known, value: 100 }],
  },
  {
    record: "host:running_containers:count",
    series: {
      [of("container_memory_working_set_bytes")]: "1x20",
      [of("container_memory_working_set_bytes", { container_id: "0123456789ab" })]: "1x20",
      [series("container_memory_working_set_bytes", on.host)]: "1x20",
    },
    at: "3m",
    expected: [
      {
        labels: series("", on.host),
        value: 2,
      },
    ],
  },
];

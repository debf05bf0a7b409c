import { on, type RecordCase, series } from "./promtool";

const container = { ...on.cadvisor, ...on.container, image: "shop:1" };
const of = (metric: string, more: Record<string, string> = {}) =>
  series(metric, { ...container, ...more });
/** Labels of a container. Labels of its parts (device, interface, CPU) are summed up. */
const recorded = series("", container);
const MEMORY = of("container_memory_working_set_bytes");
/** Labels that identify a container, regardless of the source of its metrics. */
const known = series("", { ...on.container, image: "shop:1" });

/** Two containers that had the same address on the stack's network, one after another. */
const ADDRESS = {
  container_ip: "172.19.0.5",
  container_address: "172.19.0.5@web-1",
  network: "observability-dev",
};
const first = { ...on.container, ...ADDRESS };
const second = { ...first, container_name: "batch", container_id: "0123456789ab" };
/** Series from Docker Engine's list, and from cAdvisor, for a container. */
const listed = (one: Record<string, string>, samples: string) => ({
  [series("container_network_info", { ...one, job: "container-discovery", instance: "web-1" })]:
    samples,
});
const counted = (
  { container_name, container_id }: typeof first,
  samples: string,
  start: string,
) => ({
  [of("container_memory_working_set_bytes", { container_name, container_id })]: samples,
  [of("container_start_time_seconds", { container_name, container_id })]: start,
});
const holder = (one: typeof first) => series("", { ...one, image: "shop:1" });
const TWO = {
  ...listed(first, "1x8 stale"),
  ...counted(first, "1x8 stale", "-10x8 stale"),
  ...listed(second, "_x9 1x100"),
  ...counted(second, "_x9 1x100", "_x9 170x100"),
};
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
  // A running container without this series gets 0.
  { record, series: { [MEMORY]: "1x20" }, at: "3m", expected: [{ labels: recorded, value: 0 }] },
]);

export const recordCases: readonly RecordCase[] = [
  {
    record: "container:cpu_usage_cores:rate",
    series: {
      [of("container_cpu_usage_seconds_total", { cpu: "cpu00" })]: "0+15x20",
      [of("container_cpu_usage_seconds_total", { cpu: "cpu01" })]: "0+7.5x20",
      // A series without a container.
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
      // Without a limit, there is no ratio.
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
  // The series continues after its container stopped.
  {
    record: "container:last_seen_timestamp_seconds",
    series: { [MEMORY]: "1x8 stale" },
    at: "30m",
    expected: [{ labels: known, value: 120 }],
  },
  // A series from before the environment's short name was added continues with it.
  {
    record: "container:last_seen_timestamp_seconds",
    series: { [series("container:last_seen_timestamp_seconds", before)]: "100 stale" },
    at: "5m",
    expected: [{ labels: known, value: 100 }],
  },
  // The period of an address lasts from its container's start until it was last listed, even after another container
  // got it.
  {
    record: "container:address_since_timestamp_seconds",
    series: TWO,
    at: "10m",
    expected: [
      { labels: holder(first), value: -10 },
      { labels: holder(second), value: 170 },
    ],
  },
  {
    record: "container:address_last_seen_timestamp_seconds",
    series: TWO,
    at: "10m",
    expected: [
      // The list may have been forty seconds old when it was scraped.
      { labels: holder(first), value: 80 },
      { labels: holder(second), value: 560 },
    ],
  },
  // A container that restarts with the same address keeps one period.
  {
    record: "container:address_since_timestamp_seconds",
    series: {
      ...listed(first, "1x8 _x4 1x20"),
      ...counted(first, "1x8 _x4 1x20", "10x8 _x4 170x20"),
    },
    at: "6m",
    expected: [{ labels: holder(first), value: 10 }],
  },
  // Without cAdvisor, the start time is derived from the uptime.
  {
    record: "container:address_since_timestamp_seconds",
    series: {
      ...listed(first, "1x20"),
      [MEMORY]: "1x20",
      [of("container_uptime_seconds")]: "10+15x20",
    },
    at: "3m",
    expected: [{ labels: holder(first), value: -10 }],
  },
  // A container's image was renamed: the rule continues, with both names.
  {
    record: "container:address_since_timestamp_seconds",
    series: {
      ...listed(first, "1x20"),
      ...counted(first, "1x20", "5x20"),
      [of("container_memory_working_set_bytes", { image: "shop:2" })]: "_x20",
      [series("container:last_seen_timestamp_seconds", { ...on.container, image: "shop:0" })]:
        "1 stale",
    },
    at: "3m",
    expected: [
      { labels: series("", { ...first, image: "shop:0" }), value: 5 },
      { labels: holder(first), value: 5 },
    ],
  },
  // A container that joined the network long after its start did not have the address before it was listed.
  {
    record: "container:address_since_timestamp_seconds",
    series: { ...listed(first, "_x9 1x100"), ...counted(first, "_x9 1x100", "_x9 5x100") },
    at: "10m",
    expected: [{ labels: holder(first), value: 65 }],
  },
  // Two containers alternate on an address: the period of each starts when it last got the address.
  {
    record: "container:address_since_timestamp_seconds",
    series: {
      ...listed(first, "1x8 _x16 1x20"),
      ...counted(first, "1x8 _x16 1x20", "5x8 _x16 365x20"),
      ...listed(second, "_x10 1x8 stale"),
      ...counted(second, "_x10 1x8 stale", "_x10 170x8 stale"),
    },
    at: "10m",
    expected: [
      { labels: holder(first), value: 365 },
      { labels: holder(second), value: 170 },
    ],
  },
  // A container is listed before cAdvisor reports its start: until then, the previous container may have had the
  // address.
  {
    record: "container:address_since_timestamp_seconds",
    series: {
      ...listed(first, "1x8 stale"),
      ...counted(first, "1x8 stale", "-10x8 stale"),
      ...listed(second, "_x9 1x100"),
      ...counted(
        { ...second, container_name: "third", container_id: "ba9876543210" },
        "1x20",
        "5x20",
      ),
    },
    at: "4m",
    expected: [{ labels: holder(first), value: -10 }],
  },
  // No other metrics of the container exist.
  {
    record: "container:address_since_timestamp_seconds",
    series: listed(first, "1x20"),
    at: "3m",
    expected: [{ labels: series("", first), value: -70 }],
  },
  // Two containers in one network namespace share one address, which identifies neither of them.
  {
    record: "container:address_since_timestamp_seconds",
    series: {
      ...listed(first, "1x20"),
      ...counted(first, "1x20", "5x20"),
      ...listed(second, "1x20"),
      ...counted(second, "1x20", "6x20"),
    },
    at: "3m",
    expected: [],
  },
  // Addresses on other networks are irrelevant: senders there do not use them to reach the gateway.
  {
    record: "container:address_since_timestamp_seconds",
    series: {
      ...listed({ ...on.container, network: "other", container_ip: "172.20.0.2" }, "1x20"),
      ...counted(first, "1x20", "5x20"),
    },
    at: "3m",
    expected: [],
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

import { on, type RecordCase, series } from "./promtool";

const container = { ...on.cadvisor, ...on.container, image: "shop:1" };
const of = (metric: string, more: Record<string, string> = {}) =>
  series(metric, { ...container, ...more });
/** The container's own labels: what tells its parts apart (device, interface, CPU) is summed up. */
const recorded = series("", container);
const MEMORY = of("container_memory_working_set_bytes");
/** What a container is known by, wherever its metrics come from. */
const known = series("", { ...on.container, image: "shop:1" });

/** Two containers that had the same address on the stack's network, one after the other. */
const ADDRESS = {
  container_ip: "172.19.0.5",
  container_address: "172.19.0.5@web-1",
  network: "observability-dev",
};
const first = { ...on.container, ...ADDRESS };
const second = { ...first, container_name: "batch", container_id: "0123456789ab" };
/** What the engine lists, and what cAdvisor counts, of a container. */
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
  // An address is known from its container's start until it was last listed, also when another container has got it.
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
      // The list that was scraped then may have been forty seconds old.
      { labels: holder(first), value: 80 },
      { labels: holder(second), value: 560 },
    ],
  },
  // A container that starts again with the same address has had it all the time.
  {
    record: "container:address_since_timestamp_seconds",
    series: {
      ...listed(first, "1x8 _x4 1x20"),
      ...counted(first, "1x8 _x4 1x20", "10x8 _x4 170x20"),
    },
    at: "6m",
    expected: [{ labels: holder(first), value: 10 }],
  },
  // Without cAdvisor the start follows from how long it has been up.
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
  // The image of a container was given another name: the rule goes on, with both.
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
  // One that joined the network long after its start cannot have had the address before it was listed.
  {
    record: "container:address_since_timestamp_seconds",
    series: { ...listed(first, "_x9 1x100"), ...counted(first, "_x9 1x100", "_x9 5x100") },
    at: "10m",
    expected: [{ labels: holder(first), value: 65 }],
  },
  // Two have an address in turns: each is known from when it got it last.
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
  // It is listed before cAdvisor reports its start: until then the one before it may have had the address.
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
  // Nothing else counts the container.
  {
    record: "container:address_since_timestamp_seconds",
    series: listed(first, "1x20"),
    at: "3m",
    expected: [{ labels: series("", first), value: -70 }],
  },
  // Two containers in one network namespace have one address, which identifies neither.
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
  // On other networks an address says nothing: who sends from there is not seen by it.
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

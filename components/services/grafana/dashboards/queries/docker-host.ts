import { BY_HOST, BY_NAME, onHost } from "./selectors";

const rate = (by: string, series: string, more = "") =>
  `sum by (${by}) (rate(${series}{${onHost}${more}}[$__rate_interval]))`;
const byHost = (series: string, more = "") => `sum by (${BY_HOST}) (${series}{${onHost}${more}})`;

const CORES = `count by (${BY_HOST}) (count by (${BY_HOST}, cpu) (system_cpu_time_seconds_total{${onHost}}))`;
const MEMORY = byHost("system_memory_limit_bytes");
const AVAILABLE = byHost("system_linux_memory_available_bytes");
/** A host without swap lacks these series and gets 0. */
const SWAP =
  byHost("system_paging_usage_bytes", ', state="used"') +
  ` / ${byHost("system_paging_usage_bytes", ', state=~"used|free|cached"')}` +
  ` or 0 * ${byHost("system_cpu_load_average_1m")}`;

const MOUNT = `${BY_HOST}, device, mountpoint`;
/** Identifies a disk or a network interface of a host. */
const DEVICE = `${BY_HOST}, device`;
const filled = (series: string) =>
  `sum by (${MOUNT}) (${series}{${onHost}, state="used"})` +
  ` / sum by (${MOUNT}) (${series}{${onHost}, state=~"used|free"})`;

/** The receiver reports pages in bytes, as 4 KiB each. */
const PAGE_BYTES = 4096;

/** PromQL of the dashboard "Docker host". */
export const hostQueries = Object.freeze({
  uptime: `min by (${BY_HOST}) (system_uptime_seconds{${onHost}})`,
  cpuUsed: `1 - ${rate(BY_HOST, "system_cpu_time_seconds_total", ', state="idle"')} / ${CORES}`,
  cpuByMode: `${rate(`${BY_HOST}, state`, "system_cpu_time_seconds_total", ', state!="idle"')} / on (${BY_HOST}) group_left () ${CORES}`,
  cpuStolen: `${rate(BY_HOST, "system_cpu_time_seconds_total", ', state="steal"')} / ${CORES}`,
  load1: `${byHost("system_cpu_load_average_1m")} / ${CORES}`,
  load5: `${byHost("system_cpu_load_average_5m")} / ${CORES}`,
  load15: `${byHost("system_cpu_load_average_15m")} / ${CORES}`,

  memoryUsed: `1 - ${AVAILABLE} / ${MEMORY}`,
  memoryAvailable: AVAILABLE,
  memoryTaken: `${MEMORY} - ${AVAILABLE}`,
  memoryCached: byHost("system_memory_usage_bytes", ', state="cached"'),
  memoryTotal: MEMORY,
  swapUsed: SWAP,
  swapIn: rate(BY_HOST, "system_paging_operations_total", ', type="major", direction="page_in"'),
  swapOut: rate(BY_HOST, "system_paging_operations_total", ', type="major", direction="page_out"'),
  majorFaults: `${rate(BY_HOST, "system_paging_faults_total", ', type="major"')} / ${PAGE_BYTES}`,

  fileSystemFull: filled("system_filesystem_usage_bytes"),
  fullest: `max by (${BY_HOST}) (${filled("system_filesystem_usage_bytes")})`,
  fileSystemFree: `sum by (${MOUNT}) (system_filesystem_usage_bytes{${onHost}, state="free"})`,
  inodesFull: filled("system_filesystem_inodes_usage"),

  diskRead: rate(DEVICE, "system_disk_io_bytes_total", ', direction="read"'),
  diskWritten: rate(DEVICE, "system_disk_io_bytes_total", ', direction="write"'),
  diskReads: rate(DEVICE, "system_disk_operations_total", ', direction="read"'),
  diskWrites: rate(DEVICE, "system_disk_operations_total", ', direction="write"'),
  diskBusy: rate(DEVICE, "system_disk_io_time_seconds_total"),
  diskWait:
    rate(DEVICE, "system_disk_operation_time_seconds_total") +
    ` / (${rate(DEVICE, "system_disk_operations_total")} > 0)` +
    ` or 0 * ${rate(DEVICE, "system_disk_operations_total")}`,

  networkReceived: rate(DEVICE, "system_network_io_bytes_total", ', direction="receive"'),
  networkSent: rate(DEVICE, "system_network_io_bytes_total", ', direction="transmit"'),
  packetsReceived: rate(DEVICE, "system_network_packets_total", ', direction="receive"'),
  packetsSent: rate(DEVICE, "system_network_packets_total", ', direction="transmit"'),
  networkLost:
    `(${rate(DEVICE, "system_network_errors_total")} + ${rate(DEVICE, "system_network_dropped_total")})` +
    ` / (${rate(DEVICE, "system_network_packets_total")} > 0)` +
    ` or 0 * ${rate(DEVICE, "system_network_packets_total")}`,

  containers: `count by (${BY_HOST}) (container_memory_working_set_bytes{${onHost}, container_name!=""})`,
  topCpu: `topk(10, sum by (${BY_NAME}) (container:cpu_usage_cores:rate{${onHost}}))`,
  topMemory: `topk(10, sum by (${BY_NAME}) (container_memory_working_set_bytes{${onHost}, container_name!=""}))`,
});

import { jobs, labels } from "../../../settings/labels";
import { shownOn, type Alert } from "./alert";
import { HOST, lost, maxBy, sumBy } from "./expressions";
import { span, timesOf, type AlertsInput } from "./input";

const NAME = `{{ $labels.${labels.hostName} }}`;
const PERCENT = "{{ $value | humanizePercentage }}";
const DISK = [...HOST, "device", "mountpoint"];
const WHERE = `{{ $labels.mountpoint }} ({{ $labels.device }}) on ${NAME}`;

/** Alerts about Docker hosts, of the metrics that an agent reads there. */
export function hostAlerts(input: AlertsInput): Alert[] {
  if (!input.hostMetrics) return [];
  const alerts = [reporting(input), ...disks(input), ...cpu(input), ...memory(input)];
  return shownOn(alerts, input.grafanaUrl, "docker-host", { host: labels.hostName });
}

function reporting(input: AlertsInput): Alert {
  return {
    name: "HostNotReporting",
    severity: "critical",
    expr: lost(
      `system_memory_usage_bytes{job="${jobs.host}", state="used"}`,
      HOST,
      input.thresholds.hostGoneFor,
    ),
    for: timesOf(input).pending,
    summary: `Host ${NAME} does not report`,
    description: `Host ${NAME} reported its metrics, and does not any more: it is down, cut off, or its agent is.`,
  };
}

/** Used of what its users can have: what is reserved for root is neither used nor free. */
function usedShare(metric: string): string {
  return (
    maxBy(DISK, `${metric}{state="used", mode="rw"}`) +
    ` / ${sumBy(DISK, `${metric}{state=~"used|free", mode="rw"}`)}`
  );
}

function disks(input: AlertsInput): Alert[] {
  const { pending, slow } = timesOf(input);
  const { diskUsed, diskFull, diskFullWithinSeconds: within } = input.thresholds;
  const used = usedShare("system_filesystem_usage_bytes");
  const free = `system_filesystem_usage_bytes{state="free", mode="rw"}`;
  // A quarter of the time looked ahead, and no less than an hour.
  const back = Math.max(3600, Math.round(within / 4));
  return [
    {
      name: "HostDiskFilling",
      severity: "warning",
      expr: `${used} > ${diskUsed / 100}`,
      for: pending,
      keepFiringFor: pending,
      summary: `A disk of ${NAME} is filling`,
      description: `${WHERE} is used to ${PERCENT}.`,
    },
    {
      name: "HostDiskAlmostFull",
      severity: "critical",
      expr: `${used} > ${diskFull / 100}`,
      for: pending,
      keepFiringFor: pending,
      summary: `A disk of ${NAME} is almost full`,
      description: `${WHERE} is used to ${PERCENT}.`,
    },
    {
      name: "HostDiskFullSoon",
      severity: "warning",
      expr: `${maxBy(DISK, `predict_linear(${free}[${span(back)}], ${within})`)} < 0 and ${used} > 0.5`,
      for: slow,
      keepFiringFor: slow,
      summary: `A disk of ${NAME} is full soon`,
      description: `${WHERE} is full within ${span(within)}, if it goes on filling as it did lately.`,
    },
    {
      name: "HostInodesFilling",
      severity: "warning",
      expr: `${usedShare("system_filesystem_inodes_usage")} > ${diskUsed / 100}`,
      for: pending,
      keepFiringFor: pending,
      summary: `A disk of ${NAME} runs out of inodes`,
      description: `${PERCENT} of the inodes of ${WHERE} are used: it takes no new files when all are, whatever its space.`,
    },
  ];
}

function cpu(input: AlertsInput): Alert[] {
  const { slow, rate } = timesOf(input);
  const { hostCpu, hostSteal, hostLoadPerCpu } = input.thresholds;
  const share = (state: string) =>
    `avg by (${HOST.join(", ")}) (rate(system_cpu_time_seconds_total{job="${jobs.host}", state="${state}"}[${rate}]))`;
  const cpus = `count by (${HOST.join(", ")}) (system_cpu_time_seconds_total{job="${jobs.host}", state="idle"})`;
  const swinging = { severity: "warning", for: slow, keepFiringFor: slow } as const;
  return [
    {
      ...swinging,
      name: "HostCpuBusy",
      expr: `1 - ${share("idle")} > ${hostCpu / 100}`,
      summary: `The CPUs of ${NAME} are busy`,
      description: `The CPUs of ${NAME} are used to ${PERCENT}.`,
    },
    {
      ...swinging,
      name: "HostCpuStolen",
      expr: `${share("steal")} > ${hostSteal / 100}`,
      summary: `${NAME} does not get its CPUs`,
      description: `The hypervisor gave ${PERCENT} of the CPU time of ${NAME} to others.`,
    },
    {
      ...swinging,
      name: "HostOverloaded",
      expr: `${maxBy(HOST, "system_cpu_load_average_5m")} / ${cpus} > ${hostLoadPerCpu}`,
      summary: `More runs on ${NAME} than it has CPUs for`,
      description: `{{ $value | humanize }} tasks run or wait for each CPU of ${NAME}.`,
    },
  ];
}

function memory(input: AlertsInput): Alert[] {
  const { pending, slow } = timesOf(input);
  const share = (metric: string, all: string) =>
    `${sumBy(HOST, `${metric}{state="used"}`)} / ${sumBy(HOST, `${metric}{state=~"${all}"}`)}`;
  return [
    {
      name: "HostMemoryLow",
      severity: "critical",
      expr: `${share("system_memory_usage_bytes", "used|free|cached|buffered")} > ${input.thresholds.hostMemory / 100}`,
      for: pending,
      keepFiringFor: pending,
      summary: `${NAME} is short of memory`,
      description: `The memory of ${NAME} is used to ${PERCENT}. When all is, the kernel ends processes.`,
    },
    {
      // A host without swap has no such series.
      name: "HostSwapFull",
      severity: "warning",
      expr: `${share("system_paging_usage_bytes", "used|free|cached")} > ${input.thresholds.hostSwap / 100}`,
      for: slow,
      keepFiringFor: slow,
      summary: `The swap of ${NAME} fills up`,
      description: `The swap of ${NAME} is used to ${PERCENT}.`,
    },
  ];
}

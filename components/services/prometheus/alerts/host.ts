import { jobs, labels } from "../../../settings/labels";
import { shownOn, type Alert } from "./alert";
import { HOST, lost, maxBy, sumBy } from "./expressions";
import { span, timesOf, type AlertsInput } from "./input";

const NAME = `{{ $labels.${labels.hostName} }}`;
const PERCENT = "{{ $value | humanizePercentage }}";
const DISK = [...HOST, "device", "mountpoint"];
const WHERE = `{{ $labels.mountpoint }} ({{ $labels.device }}) on ${NAME}`;

/** Alerts about Docker hosts, based on the host metrics of their agents. */
export function hostAlerts(input: AlertsInput): Alert[] {
  if (!input.hostMetrics) return [];
  const alerts = [
    reporting(input),
    ...disks(input),
    ...cpu(input),
    ...memory(input),
    ...(input.hostNetwork ? [network(input)] : []),
  ];
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
    summary: `Host ${NAME} stopped reporting`,
    description: `Host ${NAME} no longer reports metrics. The host or its agent is down or unreachable.`,
  };
}

/** Used share of the space available to users: blocks reserved for root are neither used nor free. */
function usedShare(metric: string): string {
  return (
    maxBy(DISK, `${metric}{state="used", mode="rw"}`) +
    ` / ${sumBy(DISK, `${metric}{state=~"used|free", mode="rw"}`)}`
  );
}

function disks(input: AlertsInput): Alert[] {
  const { pending, slow } = timesOf(input);
  const { diskFullWithinSeconds: within } = input.thresholds;
  const used = usedShare("system_filesystem_usage_bytes");
  const free = `system_filesystem_usage_bytes{state="free", mode="rw"}`;
  // A quarter of the prediction period, and at least an hour.
  const back = Math.max(3600, Math.round(within / 4));
  return [
    {
      name: "HostDiskFilling",
      severity: "warning",
      expr: `${used} > ${input.limits.HostDiskFilling}`,
      for: pending,
      keepFiringFor: pending,
      summary: `A disk on host ${NAME} is filling up`,
      description: `${WHERE} is ${PERCENT} full.`,
    },
    {
      name: "HostDiskAlmostFull",
      severity: "critical",
      expr: `${used} > ${input.limits.HostDiskAlmostFull}`,
      for: pending,
      keepFiringFor: pending,
      summary: `A disk on host ${NAME} is almost full`,
      description: `${WHERE} is ${PERCENT} full. When it is full, writes fail.`,
    },
    {
      name: "HostDiskFullSoon",
      severity: "warning",
      expr: `${maxBy(DISK, `predict_linear(${free}[${span(back)}], ${within})`)} < 0 and ${used} > 0.5`,
      for: slow,
      keepFiringFor: slow,
      summary: `A disk on host ${NAME} will be full soon`,
      description: `${WHERE} will be full within ${span(within)} if it keeps filling at the recent rate.`,
    },
    {
      name: "HostInodesFilling",
      severity: "warning",
      expr: `${usedShare("system_filesystem_inodes_usage")} > ${input.limits.HostInodesFilling}`,
      for: pending,
      keepFiringFor: pending,
      summary: `A disk on host ${NAME} is running out of inodes`,
      description: `${PERCENT} of the inodes of ${WHERE} are used. When all are used, no new files can be created, even with free space.`,
    },
  ];
}

function cpu(input: AlertsInput): Alert[] {
  const { slow, rate } = timesOf(input);
  const share = (state: string) =>
    `avg by (${HOST.join(", ")}) (rate(system_cpu_time_seconds_total{job="${jobs.host}", state="${state}"}[${rate}]))`;
  const cpus = `count by (${HOST.join(", ")}) (system_cpu_time_seconds_total{job="${jobs.host}", state="idle"})`;
  const swinging = { severity: "warning", for: slow, keepFiringFor: slow } as const;
  return [
    {
      ...swinging,
      name: "HostCpuBusy",
      expr: `1 - ${share("idle")} > ${input.limits.HostCpuBusy}`,
      summary: `CPU usage on host ${NAME} is high`,
      description: `The CPUs of ${NAME} are ${PERCENT} busy.`,
    },
    {
      ...swinging,
      name: "HostCpuStolen",
      expr: `${share("steal")} > ${input.limits.HostCpuStolen}`,
      summary: `Host ${NAME} is losing CPU time to other VMs`,
      description: `The hypervisor gave ${PERCENT} of the CPU time of ${NAME} to other virtual machines.`,
    },
    {
      ...swinging,
      name: "HostOverloaded",
      expr: `${maxBy(HOST, "system_cpu_load_average_5m")} / ${cpus} > ${input.limits.HostOverloaded}`,
      summary: `Host ${NAME} is overloaded`,
      description: `The 5-minute load average of ${NAME} is {{ $value | humanize }} per CPU. Tasks are waiting for CPU time or disk I/O.`,
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
      expr: `${share("system_memory_usage_bytes", "used|free|cached|buffered")} > ${input.limits.HostMemoryLow}`,
      for: pending,
      keepFiringFor: pending,
      summary: `Host ${NAME} is low on memory`,
      description: `The memory of ${NAME} is ${PERCENT} used. When it runs out, the kernel kills processes.`,
    },
    {
      // Hosts without swap do not have this series.
      name: "HostSwapFull",
      severity: "warning",
      expr: `${share("system_paging_usage_bytes", "used|free|cached")} > ${input.limits.HostSwapFull}`,
      for: slow,
      keepFiringFor: slow,
      summary: `Swap on host ${NAME} is filling up`,
      description: `The swap of ${NAME} is ${PERCENT} used.`,
    },
  ];
}

function network(input: AlertsInput): Alert {
  const { slow, rate } = timesOf(input);
  const packets = (metric: string) =>
    sumBy([...HOST, "device"], `rate(system_network_${metric}_total[${rate}])`);
  return {
    name: "HostNetworkErrors",
    severity: "warning",
    expr: `(${packets("errors")} + ${packets("dropped")}) / ((${packets("packets")}) > 0) > ${input.limits.HostNetworkErrors}`,
    for: slow,
    keepFiringFor: slow,
    summary: `Host ${NAME} is losing network packets`,
    description: `${PERCENT} of the packets on interface {{ $labels.device }} of ${NAME} had errors or were dropped.`,
  };
}

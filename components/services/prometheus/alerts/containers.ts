import { patternRegex } from "../../../settings/container-pattern";
import { labels } from "../../../settings/labels";
import { shownOn, type Alert } from "./alert";
import { CONTAINER, happened, HOST, lost, maxBy, sumBy } from "./expressions";
import { span, timesOf, type AlertsInput } from "./input";

const NAME = `{{ $labels.${labels.containerName} }}`;
const PLACE = `Container ${NAME} ({{ $labels.${labels.containerId} }}) on {{ $labels.${labels.hostName} }}`;
const PERCENT = "{{ $value | humanizePercentage }}";

/** A container that runs less than this within the window was a job, and is not missed. */
const RAN_SECONDS = 600;

/** Alerts about containers, those of the stack and all others of its hosts. */
export function containerAlerts(input: AlertsInput): Alert[] {
  if (input.containerMetrics === undefined) return [];
  const fromCadvisor = input.containerMetrics === "cadvisor";
  const ofOne = [
    gone(input),
    ...memory(input),
    ...(fromCadvisor ? [...state(input), ...cpu(input), ...pressure(input), network(input)] : []),
    ...(fromCadvisor && input.oomEvents ? [oomKilled(input)] : []),
  ];
  return [
    ...shownOn(ofOne, input.grafanaUrl, "container", {
      host: labels.hostName,
      container: labels.containerName,
    }),
    ...shownOn([missing(input)], input.grafanaUrl, "containers", { host: labels.hostName }),
  ];
}

/** Selects the series of named containers that alerts are about. */
function of(metric: string, { ignoredContainers }: AlertsInput, more = ""): string {
  const patterns = ignoredContainers.map(patternRegex);
  const ignored = patterns.length === 0 ? "" : `, ${labels.containerName}!~"${patterns.join("|")}"`;
  return `${metric}{${labels.containerName}!=""${ignored}${more}}`;
}

function gone(input: AlertsInput): Alert {
  const byName = [...HOST, labels.containerName];
  const memory = of("container_memory_working_set_bytes", input);
  const span = input.thresholds.containerGoneFor;
  const enough = Math.round(RAN_SECONDS / input.scrapeIntervalSeconds);
  return {
    name: "ContainerGone",
    severity: "warning",
    // Not where the whole host is silent: that is another alert.
    expr:
      `(${sumBy(byName, `count_over_time(${memory}[${span}])`)} >= ${enough} unless ${maxBy(byName, memory)})` +
      ` and on (${HOST.join(", ")}) ${maxBy(HOST, "host:running_containers:count")}`,
    for: timesOf(input).pending,
    summary: `Container ${NAME} is gone`,
    description: `Container ${NAME} on {{ $labels.${labels.hostName} }} ran for at least ten minutes, ended, and did not come back.`,
  };
}

function missing(input: AlertsInput): Alert {
  return {
    name: "ContainerMetricsMissing",
    severity: "critical",
    expr: lost("host:running_containers:count", HOST, input.thresholds.hostGoneFor),
    for: timesOf(input).pending,
    summary: `No container metrics from {{ $labels.${labels.hostName} }}`,
    description: `Host {{ $labels.${labels.hostName} }} reported named containers, and reports none any more: no alert about its containers can fire.`,
  };
}

function state(input: AlertsInput): Alert[] {
  const { pending } = timesOf(input);
  return [
    {
      name: "ContainerRestarting",
      severity: "warning",
      expr: `${maxBy(CONTAINER, `changes(${of("container_start_time_seconds", input)}[15m])`)} > ${input.thresholds.containerRestarts}`,
      summary: `Container ${NAME} restarts again and again`,
      description: `${PLACE} restarted {{ $value }} times within a quarter of an hour.`,
    },
    {
      name: "ContainerUnhealthy",
      severity: "warning",
      // -1 is a container without a health check; one that starts counts as unhealthy until its first success.
      expr: `${maxBy(CONTAINER, of("container_health_state", input))} == 0`,
      for: pending,
      summary: `Container ${NAME} is unhealthy`,
      description: `${PLACE} fails its own health check.`,
    },
  ];
}

function oomKilled(input: AlertsInput): Alert {
  const { event } = timesOf(input);
  return {
    name: "ContainerOomKilled",
    severity: "critical",
    expr: happened(of("container_oom_events_total", input), CONTAINER, event),
    summary: `Container ${NAME} ran out of memory`,
    description: `The kernel ended a process of ${PLACE.replace("Container", "container")}, because the container reached its memory limit.`,
  };
}

function memory(input: AlertsInput): Alert[] {
  const { pending, slow } = timesOf(input);
  const { memoryLimit, memoryFullWithinSeconds } = input.thresholds;
  const used = of("container_memory_working_set_bytes", input);
  const limit = `(${maxBy(CONTAINER, of("container_spec_memory_limit_bytes", input))} > 0)`;
  return [
    {
      name: "ContainerMemoryNearLimit",
      severity: "warning",
      expr: `${maxBy(CONTAINER, of("container:memory_limit_utilization:ratio", input))} > ${ratio(memoryLimit)}`,
      for: pending,
      keepFiringFor: pending,
      summary: `Container ${NAME} is near its memory limit`,
      description: `${PLACE} uses ${PERCENT} of its memory limit. At the limit the kernel ends it.`,
    },
    {
      name: "ContainerMemoryGrowing",
      severity: "warning",
      // At least half full, so that the first growth after a start is not taken for a leak.
      expr:
        `${maxBy(CONTAINER, `predict_linear(${used}[1h], ${memoryFullWithinSeconds})`)} / ${limit} > 1` +
        ` and ${maxBy(CONTAINER, of("container:memory_limit_utilization:ratio", input))} > 0.5`,
      for: slow,
      keepFiringFor: slow,
      summary: `Container ${NAME} grows towards its memory limit`,
      description: `${PLACE} reaches its memory limit within ${span(memoryFullWithinSeconds)}, if it goes on growing as in the last hour.`,
    },
  ];
}

function cpu(input: AlertsInput): Alert[] {
  const { slow, rate } = timesOf(input);
  const { cpuQuota, throttled } = input.thresholds;
  const sum = (metric: string) => sumBy(CONTAINER, `rate(${of(metric, input)}[${rate}])`);
  const cores = `${maxBy(CONTAINER, of("container_spec_cpu_quota", input))} / ${maxBy(CONTAINER, of("container_spec_cpu_period", input))}`;
  return [
    {
      name: "ContainerCpuNearQuota",
      severity: "warning",
      expr: `${sumBy(CONTAINER, of("container:cpu_usage_cores:rate", input))} / (${cores}) > ${ratio(cpuQuota)}`,
      for: slow,
      keepFiringFor: slow,
      summary: `Container ${NAME} uses up its CPU quota`,
      description: `${PLACE} uses ${PERCENT} of its CPU quota.`,
    },
    {
      name: "ContainerThrottled",
      severity: "info",
      expr: `${sum("container_cpu_cfs_throttled_periods_total")} / ${sum("container_cpu_cfs_periods_total")} > ${ratio(throttled)}`,
      for: slow,
      keepFiringFor: slow,
      summary: `Container ${NAME} is throttled`,
      description: `${PLACE} was stopped by its CPU quota in ${PERCENT} of the periods in which it ran.`,
    },
  ];
}

function pressure(input: AlertsInput): Alert[] {
  const { pending, rate } = timesOf(input);
  const alert = (name: Alert["name"], resource: "memory" | "io", waited: string): Alert => ({
    name,
    severity: "warning",
    expr: `${maxBy(CONTAINER, `rate(${of(`container_pressure_${resource}_stalled_seconds_total`, input)}[${rate}])`)} > ${ratio(input.thresholds.pressure)}`,
    for: pending,
    keepFiringFor: pending,
    summary: `Container ${NAME} waits for ${waited}`,
    description: `All tasks of ${PLACE.replace("Container", "container")} waited for ${waited} in ${PERCENT} of the time.`,
  });
  return [
    alert("ContainerMemoryPressure", "memory", "memory"),
    alert("ContainerIoPressure", "io", "disk I/O"),
  ];
}

function network(input: AlertsInput): Alert {
  const { slow, rate } = timesOf(input);
  const sum = (kind: string) =>
    ["receive", "transmit"]
      .map((way) =>
        sumBy(CONTAINER, `rate(${of(`container_network_${way}_${kind}`, input)}[${rate}])`),
      )
      .join(" + ");
  return {
    name: "ContainerNetworkErrors",
    severity: "warning",
    expr: `(${sum("errors_total")} + ${sum("packets_dropped_total")}) / (${sum("packets_total")}) > ${ratio(input.thresholds.networkErrors)}`,
    for: slow,
    keepFiringFor: slow,
    summary: `Container ${NAME} loses network packets`,
    description: `${PERCENT} of the packets of ${PLACE.replace("Container", "container")} had errors or were dropped.`,
  };
}

function ratio(percent: number): number {
  return percent / 100;
}

import { patternRegex } from "../../../settings/container-pattern";
import { labels } from "../../../settings/labels";
import { shownOn, type Alert } from "./alert";
import { CONTAINER, happened, HOST, lost, maxBy, sumBy } from "./expressions";
import { span, timesOf, type AlertsInput } from "./input";

const NAME = `{{ $labels.${labels.containerName} }}`;
const PLACE = `Container ${NAME} ({{ $labels.${labels.containerId} }}) on {{ $labels.${labels.hostName} }}`;
const PERCENT = "{{ $value | humanizePercentage }}";

/** A container that ran for less than this within the window counts as a job and does not alert. */
const RAN_SECONDS = 600;

/** Alerts about all containers on the stack's hosts, including the stack's own. */
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

/** Selects the series of named containers, without the ignored ones. */
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
    // Not if the whole host is silent: HostNotReporting covers that.
    expr:
      `(${sumBy(byName, `count_over_time(${memory}[${span}])`)} >= ${enough} unless ${maxBy(byName, memory)})` +
      ` and on (${HOST.join(", ")}) ${maxBy(HOST, "host:running_containers:count")}`,
    for: timesOf(input).pending,
    summary: `Container ${NAME} is gone`,
    description: `Container ${NAME} on {{ $labels.${labels.hostName} }} ran for at least ten minutes, then stopped and did not come back.`,
  };
}

function missing(input: AlertsInput): Alert {
  return {
    name: "ContainerMetricsMissing",
    severity: "critical",
    expr: lost("host:running_containers:count", HOST, input.thresholds.hostGoneFor),
    for: timesOf(input).pending,
    summary: `Host {{ $labels.${labels.hostName} }} reports no container metrics`,
    description: `Host {{ $labels.${labels.hostName} }} no longer reports any named containers. Alerts about its containers cannot fire.`,
  };
}

function state(input: AlertsInput): Alert[] {
  const { pending } = timesOf(input);
  return [
    {
      name: "ContainerRestarting",
      severity: "warning",
      expr: `${maxBy(CONTAINER, `changes(${of("container_start_time_seconds", input)}[15m])`)} > ${input.limits.ContainerRestarting}`,
      summary: `Container ${NAME} is restarting repeatedly`,
      description: `${PLACE} restarted {{ $value }} times within 15 minutes.`,
    },
    {
      name: "ContainerUnhealthy",
      severity: "warning",
      // -1: no health check. A starting container counts as unhealthy until its first success.
      expr: `${maxBy(CONTAINER, of("container_health_state", input))} == 0`,
      for: pending,
      summary: `Container ${NAME} is unhealthy`,
      description: `${PLACE} fails its health check or has not passed it yet.`,
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
    description: `The kernel killed a process in ${PLACE.replace("Container", "container")} because the container reached its memory limit.`,
  };
}

function memory(input: AlertsInput): Alert[] {
  const { pending, slow } = timesOf(input);
  const { memoryFullWithinSeconds } = input.thresholds;
  const used = of("container_memory_working_set_bytes", input);
  const limit = `(${maxBy(CONTAINER, of("container_spec_memory_limit_bytes", input))} > 0)`;
  return [
    {
      name: "ContainerMemoryNearLimit",
      severity: "warning",
      expr: `${maxBy(CONTAINER, of("container:memory_limit_utilization:ratio", input))} > ${input.limits.ContainerMemoryNearLimit}`,
      for: pending,
      keepFiringFor: pending,
      summary: `Container ${NAME} is near its memory limit`,
      description: `${PLACE} uses ${PERCENT} of its memory limit. At the limit, the kernel kills processes in the container.`,
    },
    {
      name: "ContainerMemoryGrowing",
      severity: "warning",
      // At least half full, so that growth right after a start is not mistaken for a leak.
      expr:
        `${maxBy(CONTAINER, `predict_linear(${used}[1h], ${memoryFullWithinSeconds})`)} / ${limit} > 1` +
        ` and ${maxBy(CONTAINER, of("container:memory_limit_utilization:ratio", input))} > 0.5`,
      for: slow,
      keepFiringFor: slow,
      summary: `Container ${NAME} will soon reach its memory limit`,
      description: `${PLACE} will reach its memory limit within ${span(memoryFullWithinSeconds)} if it keeps growing as it did in the last hour.`,
    },
  ];
}

function cpu(input: AlertsInput): Alert[] {
  const { slow, rate } = timesOf(input);
  const sum = (metric: string) => sumBy(CONTAINER, `rate(${of(metric, input)}[${rate}])`);
  const cores = `${maxBy(CONTAINER, of("container_spec_cpu_quota", input))} / ${maxBy(CONTAINER, of("container_spec_cpu_period", input))}`;
  return [
    {
      name: "ContainerCpuNearQuota",
      severity: "warning",
      expr: `${sumBy(CONTAINER, of("container:cpu_usage_cores:rate", input))} / (${cores}) > ${input.limits.ContainerCpuNearQuota}`,
      for: slow,
      keepFiringFor: slow,
      summary: `Container ${NAME} is near its CPU quota`,
      description: `${PLACE} uses ${PERCENT} of its CPU quota. At the quota, it is throttled and responds more slowly.`,
    },
    {
      name: "ContainerThrottled",
      severity: "info",
      expr: `${sum("container_cpu_cfs_throttled_periods_total")} / ${sum("container_cpu_cfs_periods_total")} > ${input.limits.ContainerThrottled}`,
      for: slow,
      keepFiringFor: slow,
      summary: `Container ${NAME} is throttled`,
      description: `${PLACE} was throttled by its CPU quota in ${PERCENT} of the CPU periods in which it ran. Responses may be slower.`,
    },
  ];
}

function pressure(input: AlertsInput): Alert[] {
  const { pending, rate } = timesOf(input);
  const alert = (
    name: "ContainerMemoryPressure" | "ContainerIoPressure",
    resource: "memory" | "io",
    waited: string,
  ): Alert => ({
    name,
    severity: "warning",
    expr: `${maxBy(CONTAINER, `rate(${of(`container_pressure_${resource}_stalled_seconds_total`, input)}[${rate}])`)} > ${input.limits[name]}`,
    for: pending,
    keepFiringFor: pending,
    summary: `Container ${NAME} is under ${waited} pressure`,
    description: `All tasks in ${PLACE.replace("Container", "container")} were stalled waiting for ${waited} ${PERCENT} of the time.`,
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
    expr: `(${sum("errors_total")} + ${sum("packets_dropped_total")}) / (${sum("packets_total")}) > ${input.limits.ContainerNetworkErrors}`,
    for: slow,
    keepFiringFor: slow,
    summary: `Container ${NAME} is losing network packets`,
    description: `${PERCENT} of the network packets of ${PLACE.replace("Container", "container")} had errors or were dropped.`,
  };
}

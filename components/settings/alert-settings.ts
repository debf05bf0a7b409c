import { z } from "zod";
import { ALERTS, type AlertName } from "./alert-names";
import * as kinds from "./kinds";
import { suggestion } from "./suggestion";
import { BY_A_PROXY, OPENED_BY_PEOPLE, url } from "./urls";

const percent = (options: kinds.Described<number>) =>
  kinds.whole({ of: "of percent", min: 1, max: 100, ...options });

const alertNames = z
  .array(z.string())
  .superRefine((names, context) => {
    for (const [index, name] of names.entries()) {
      if ((ALERTS as readonly string[]).includes(name)) continue;
      const message = `is ${JSON.stringify(name)}, which is not an alert${suggestion(name, ALERTS)}`;
      context.addIssue({ code: "custom", path: [index], message });
    }
  })
  .transform((names) => names as AlertName[]);

const nameOrPattern = z
  .string()
  .regex(
    /^[a-zA-Z0-9*][a-zA-Z0-9_.*-]*$/,
    "is not a container name: these have letters, digits, '_', '.' and '-'",
  );

/** Settings of the alert rules, and of the Alertmanager that receives their alerts. */
export const alertSettings = {
  alertsDisabled: kinds.structured(alertNames, {
    form: "a list of alert names from docs/reference/alerts.md",
    example: '["ContainerThrottled"]',
    default: [],
    sample: ["ContainerThrottled"],
    description:
      "Alerts to remove from this stack. `docs/reference/alerts.md` describes each of them.",
  }),
  alertIgnoredContainers: kinds.structured(z.array(nameOrPattern), {
    form: "a list of container names, in which * stands for any characters",
    example: '["batch-*"]',
    default: [],
    sample: ["batch-*"],
    description: "Containers to exclude from all container alerts, such as jobs that come and go.",
  }),
  alertPendingPeriod: kinds.duration({
    min: "0s",
    max: "1h",
    default: "5m",
    sample: "2m",
    description:
      "Period for which a condition must hold before its alert fires. It is three times as long for conditions that fluctuate by nature. Alerts about past events fire for this period, but for at least one minute.",
  }),
  alertContainerGoneFor: kinds.duration({
    min: "15m",
    max: "1d",
    default: "1h",
    sample: "30m",
    description:
      "Time for which the stack alerts about a container that ran for at least ten minutes, stopped, and did not come back.",
  }),
  alertHostGoneFor: kinds.duration({
    min: "15m",
    max: "7d",
    default: "1d",
    sample: "2d",
    description: "Time for which the stack alerts about a host that stopped reporting.",
  }),
  alertContainerRestarts: kinds.whole({
    of: "of restarts",
    min: 0,
    max: 100,
    default: 3,
    sample: 5,
    description:
      "Alerts if a container restarts more than this number of times within 15 minutes. Requires cAdvisor.",
  }),
  alertMemoryLimitPercent: percent({
    default: 90,
    sample: 81,
    description:
      "Alerts if a container uses more than this percentage of its memory limit. Containers without a memory limit do not alert.",
  }),
  alertMemoryFullWithin: kinds.duration({
    min: "30m",
    max: "7d",
    default: "4h",
    sample: "2h",
    description:
      "Alerts if a container's memory, at the growth rate of the last hour, is predicted to reach its limit within this time. Applies only to containers that use more than 50 % of their memory limit.",
  }),
  alertCpuQuotaPercent: percent({
    default: 90,
    sample: 82,
    description:
      "Alerts if a container uses more than this percentage of its CPU quota. Containers without a CPU quota do not alert. Requires cAdvisor.",
  }),
  alertThrottledPercent: percent({
    default: 25,
    sample: 50,
    description:
      "Alerts with severity `info` if the CPU quota throttles a container in more than this percentage of its CPU periods. Requires cAdvisor.",
  }),
  alertPressurePercent: percent({
    default: 10,
    sample: 20,
    description:
      "Alerts if all tasks of a container wait for memory, or for disk I/O, for more than this percentage of the time. Requires cAdvisor and cgroup v2.",
  }),
  alertNetworkErrorPercent: percent({
    default: 1,
    sample: 2,
    description:
      "Alerts if more than this percentage of the packets of a container or of a host interface have errors or are dropped. Requires cAdvisor.",
  }),
  alertHostCpuPercent: percent({
    default: 90,
    sample: 83,
    description: "Alerts if the CPU usage of a host exceeds this percentage.",
  }),
  alertHostStealPercent: percent({
    default: 10,
    sample: 11,
    description:
      "Alerts if the hypervisor withholds more than this percentage of a virtual host's CPU time (steal time).",
  }),
  alertHostMemoryPercent: percent({
    default: 90,
    sample: 84,
    description:
      "Alerts if the memory usage of a host, excluding buffers and cache, exceeds this percentage.",
  }),
  alertHostSwapPercent: percent({
    default: 80,
    sample: 70,
    description: "Alerts if the swap usage of a host exceeds this percentage.",
  }),
  alertHostLoadPerCpu: kinds.whole({
    of: "",
    min: 1,
    max: 100,
    default: 2,
    sample: 4,
    description:
      "Alerts if the 5-minute load average of a host, divided by its number of CPUs, exceeds this value.",
  }),
  alertDiskUsedPercent: percent({
    default: 85,
    sample: 75,
    description:
      "Alerts with severity `warning` if more than this percentage of the space or inodes of a host's file system is used. Must be below `alertDiskFullPercent`.",
  }),
  alertDiskFullPercent: percent({
    default: 95,
    sample: 91,
    description:
      "Alerts with severity `critical` if more than this percentage of the space of a host's file system is used. Must be above `alertDiskUsedPercent`.",
  }),
  alertDiskFullWithin: kinds.duration({
    min: "1h",
    max: "30d",
    default: "24h",
    sample: "12h",
    description:
      "Alerts if a host's file system that is more than half full is predicted to be full within this time, at its recent growth rate.",
  }),
  alertQueuePercent: percent({
    default: 80,
    sample: 60,
    description:
      "Alerts if a sending queue of a Collector is filled above this percentage of `queueSize`.",
  }),
  alertStoragePercent: percent({
    default: 90,
    sample: 92,
    description:
      "Alerts if Prometheus, Loki or Tempo uses more than this percentage of its disk space: `metricsRetentionSize`, `logsDiskSize` or `tracesDiskSize`. Does not apply to Loki with `logsBucket` and to Tempo with `tracesBucket`.",
  }),
  alertRequestErrorPercent: percent({
    default: 5,
    sample: 3,
    description:
      "Alerts if more than this percentage of the requests to Loki fail with a server error (5xx).",
  }),
  runbookBaseUrl: url({
    query: true,
    instead: OPENED_BY_PEOPLE,
    sample: "https://git.example.com/observability/docs/reference/alerts.md",
    description:
      "URL of the page `docs/reference/alerts.md`, such as its URL in your Git host. Each alert links to it. Empty: the path of the page in this repository.",
  }),
  alertmanagerUrl: url({
    instead: BY_A_PROXY,
    sample: "https://alerts.example.com/am",
    description:
      "URL of your own Alertmanager, as the containers reach it. Prometheus sends its alerts there. Requires `services` without `alertmanager`.",
  }),
};

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
      const message = `there is no alert ${JSON.stringify(name)}${suggestion(name, ALERTS)}`;
      context.addIssue({ code: "custom", path: [index], message });
    }
  })
  .transform((names) => names as AlertName[]);

const nameOrPattern = z.string().regex(/^[a-zA-Z0-9*][a-zA-Z0-9_.*-]*$/);

/** When a stack alerts, and whom it tells. */
export const alertSettings = {
  alertsDisabled: kinds.structured(alertNames, {
    form: "a list of the names in docs/alerts.md",
    example: '["ContainerThrottled"]',
    default: [],
    sample: ["ContainerThrottled"],
    description: "Alerts that this stack does not have. `docs/alerts.md` describes each of them.",
  }),
  alertIgnoredContainers: kinds.structured(z.array(nameOrPattern), {
    form: "a list of container names, * standing for any characters",
    example: '["batch-*"]',
    default: [],
    sample: ["batch-*"],
    description: "Containers that no container alert is about, such as jobs that come and go.",
  }),
  alertPendingPeriod: kinds.duration({
    min: "0s",
    max: "1h",
    default: "5m",
    sample: "2m",
    description:
      "How long a state has to last before it alerts (three times as long where it fluctuates by nature), and how long an event that is over is reported, at least a minute.",
  }),
  alertContainerGoneFor: kinds.duration({
    min: "15m",
    max: "1d",
    default: "1h",
    sample: "30m",
    description: "How long a container is missed that ended and did not come back.",
  }),
  alertHostGoneFor: kinds.duration({
    min: "15m",
    max: "7d",
    default: "1d",
    sample: "2d",
    description: "How long a host is missed that has stopped to report.",
  }),
  alertContainerRestarts: kinds.whole({
    of: "of restarts",
    min: 0,
    max: 100,
    default: 3,
    sample: 5,
    description: "Restarts of a container within a quarter of an hour above which it alerts.",
  }),
  alertMemoryLimitPercent: percent({
    default: 90,
    sample: 81,
    description: "Memory of a container, of its limit, above which it alerts.",
  }),
  alertMemoryFullWithin: kinds.duration({
    min: "30m",
    max: "7d",
    default: "4h",
    sample: "2h",
    description:
      "A container alerts whose memory, going on to grow as in the last hour, reaches its limit within this time.",
  }),
  alertCpuQuotaPercent: percent({
    default: 90,
    sample: 82,
    description: "CPU of a container, of its quota, above which it alerts.",
  }),
  alertThrottledPercent: percent({
    default: 25,
    sample: 50,
    description:
      "Share of a container's CPU periods that were cut short by its quota, above which it is reported as info.",
  }),
  alertPressurePercent: percent({
    default: 10,
    sample: 20,
    description:
      "Share of time in which all of a container's tasks waited for memory, or for disk I/O, above which it alerts.",
  }),
  alertNetworkErrorPercent: percent({
    default: 1,
    sample: 2,
    description:
      "Share of the packets of a container, or of an interface of the host, with errors or dropped, above which it alerts.",
  }),
  alertHostCpuPercent: percent({
    default: 90,
    sample: 83,
    description: "CPU use of a host above which it alerts.",
  }),
  alertHostStealPercent: percent({
    default: 10,
    sample: 11,
    description:
      "CPU time that a virtual host did not get from its hypervisor, above which it alerts.",
  }),
  alertHostMemoryPercent: percent({
    default: 90,
    sample: 84,
    description: "Memory use of a host, buffers and cache left out, above which it alerts.",
  }),
  alertHostSwapPercent: percent({
    default: 80,
    sample: 70,
    description: "Swap use of a host above which it alerts.",
  }),
  alertHostLoadPerCpu: kinds.whole({
    of: "of waiting tasks",
    min: 1,
    max: 100,
    default: 2,
    sample: 4,
    description: "Load of a host over five minutes, for each of its CPUs, above which it alerts.",
  }),
  alertDiskUsedPercent: percent({
    default: 85,
    sample: 75,
    description:
      "Space, or inodes, used on a file system of a host, above which it alerts as a warning.",
  }),
  alertDiskFullPercent: percent({
    default: 95,
    sample: 91,
    description: "Space used on a file system above which it alerts as critical.",
  }),
  alertDiskFullWithin: kinds.duration({
    min: "1h",
    max: "30d",
    default: "24h",
    sample: "12h",
    description:
      "A file system alerts that, filling as it did lately, is full within this time (and is at least half full).",
  }),
  alertQueuePercent: percent({
    default: 80,
    sample: 60,
    description: "Fill of a Collector's sending queue above which it alerts.",
  }),
  alertStoragePercent: percent({
    default: 90,
    sample: 92,
    description:
      "Disk space of Prometheus, Loki or Tempo, of `metricsRetentionSize`, `logsDiskSize` or `tracesDiskSize`, above which it alerts.",
  }),
  alertRequestErrorPercent: percent({
    default: 5,
    sample: 3,
    description: "Share of Loki's requests that fail, above which it alerts.",
  }),
  runbookBaseUrl: url({
    query: true,
    instead: OPENED_BY_PEOPLE,
    sample: "https://git.example.com/observability/docs/alerts.md",
    description:
      "Where the page `docs/alerts.md` is read, such as its URL in your Git host: the link in each alert. Empty: the path of the page in this repository.",
  }),
  alertmanagerUrl: url({
    instead: BY_A_PROXY,
    sample: "https://alerts.example.com/am",
    description:
      "An Alertmanager of your own that Prometheus sends its alerts to, as the containers reach it, in place of the one here (`alertmanager` in `services`).",
  }),
};

import { z } from "zod";
import * as kinds from "./kinds";

/** What a name of a job looks like: for the setting, and for projects that bring their own. */
export const JOB_NAME = /^[a-zA-Z0-9_.-]+$/;
/** The path of a URL. */
export const SCRAPE_PATH = /^\/[^\s\p{C}]*$/u;
/** Text that UTF-8 can hold: Prometheus refuses its whole configuration for half a character. */
export const WELL_FORMED = /^\P{Cs}*$/u;
export const LABEL_NAME = /^[a-zA-Z_]\w*$/;

const scrapeTarget = z.strictObject({
  job: z.string().regex(JOB_NAME),
  targets: z.array(z.string().regex(kinds.TARGET)).min(1),
  path: z.string().regex(SCRAPE_PATH).optional(),
  scheme: z.enum(["http", "https"]).optional(),
  labels: z.record(z.string().regex(LABEL_NAME), z.string().regex(WELL_FORMED)).optional(),
});

/** A further job that Prometheus scrapes. */
export type ScrapeTarget = z.infer<typeof scrapeTarget>;

const containers = z.array(z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.*-]*$/));

const containerPatterns = (options: Omit<kinds.Described<string[]>, "default">) =>
  kinds.structured(containers, {
    ...options,
    default: [],
    form: "a list of container names or 12-digit ids, * standing for any characters",
    example: '["shop-*","3f2a9c1b0d4e"]',
  });

/** Settings of what is collected. */
export const collectionSettings = {
  scrapeInterval: kinds.duration({
    min: "1s",
    max: "5m",
    default: "15s",
    sample: "10s",
    description: "How often metrics are scraped, and the smallest step of the dashboards.",
  }),
  evaluationInterval: kinds.duration({
    min: "1s",
    max: "10m",
    default: "15s",
    sample: "30s",
    description: "How often Prometheus evaluates its rules.",
  }),
  metricsRetention: kinds.duration({
    min: "1h",
    max: "10y",
    default: "15d",
    sample: "30d",
    description: "Age at which metrics are deleted. Applied without a restart.",
  }),
  metricsRetentionSize: kinds.size({
    min: "256MiB",
    default: 10 * 2 ** 30,
    sample: 5 * 2 ** 30,
    description:
      "Disk space of metrics; above it the oldest are deleted, whatever their age. Applied without a restart.",
  }),
  outOfOrderWindow: kinds.duration({
    min: "1m",
    max: "7d",
    default: "2h",
    sample: "30m",
    description:
      "How late a metric may arrive. Longer than the longest outage of Prometheus that the queues are to bridge: what comes later is refused for good.",
  }),
  scrapeTargets: kinds.structured(z.array(scrapeTarget), {
    form: 'a list of {"job", "targets": ["host:port"], "path"?, "scheme"?, "labels"?}, each job named once',
    example: '[{"job":"shop","targets":["shop:8080"]}]',
    default: [],
    sample: [{ job: "shop", targets: ["shop:8080"], path: "/stats", labels: { team: "a" } }],
    description:
      "Further jobs for Prometheus to scrape. Targets are reached from the stack's network; `host.docker.internal` is the Docker host.",
  }),

  containerMetrics: kinds.choice(["cadvisor", "docker_stats"], {
    default: "cadvisor",
    sample: "docker_stats",
    description:
      "Where container metrics come from. `docker_stats` asks the engine instead of running cAdvisor: fewer series, more load on the engine, Docker 25 or later.",
  }),
  cadvisorTransport: kinds.choice(["scrape", "otlp"], {
    default: "scrape",
    sample: "otlp",
    description:
      "How cAdvisor's metrics travel: scraped by Prometheus, or scraped by the agent and pushed over OTLP. The series are the same.",
  }),
  cadvisorMetrics: kinds.choice(["essential", "all"], {
    default: "essential",
    sample: "all",
    description:
      "Which of cAdvisor's series are stored. `essential`: what the dashboards, alerts and rules here ask for, and `container_memory_usage_bytes` and `container_last_seen`. `all`: some 20 more for each container, such as `container_memory_mapped_file`.",
  }),
  cadvisorPrivileged: kinds.toggle({
    default: false,
    description:
      "Whether cAdvisor runs privileged. Only for hosts that hide cgroups or the kernel log from anything less.",
  }),
  oomEvents: kinds.toggle({
    default: true,
    description:
      "Whether cAdvisor counts out-of-memory kills. It reads the kernel log (`/dev/kmsg`); turn it off on a host that has none.",
  }),
  hostMetrics: kinds.toggle({
    default: true,
    description:
      "Whether the agent reads CPU, memory, disks, file systems and network of the host.",
  }),
  engineMetricsTarget: kinds.hostPort({
    example: "host.docker.internal:9323",
    sample: "host.docker.internal:9323",
    description:
      "Where the Docker engine serves its own metrics (`metrics-addr` in its daemon.json), as seen from a container. Empty: they are not scraped.",
  }),
  containerDiscovery: kinds.toggle({
    default: true,
    description:
      "Whether the agent lists the containers of its host. Apps that send no identity are then matched to their container by address, and containers with a `prometheus-port` label are scraped. Reads the engine's lists of containers and networks, through `dockerSocketProxy`.",
  }),
  containerLogs: kinds.toggle({
    default: true,
    description: "Whether the agent collects what the containers of this host print.",
  }),
  logInclude: containerPatterns({
    sample: ["shop-*"],
    description: "Containers whose logs are collected. Empty: all.",
  }),
  logExclude: containerPatterns({
    sample: ["0123456789ab"],
    description: "Containers whose logs are not collected; stronger than `logInclude`.",
  }),
};

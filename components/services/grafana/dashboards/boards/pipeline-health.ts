import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { labels } from "../../../../settings/labels";
import { versionLabels } from "../../../../settings/running-versions";
import {
  SCRAPE_LABEL_NAMES,
  SCRAPE_LABELS,
  scrapeSeriesLabels,
} from "../../../../settings/scrape-labels";
import type { ServiceName } from "../../../../settings/services";
import { alertLines } from "../alert-lines";
import { board, type Section } from "../board";
import type { DashboardsInput } from "../input";
import { toContainer } from "../links";
import { stat, timeseries, timeline } from "../panels";
import {
  collectorQueries,
  costQueries as cost,
  discoveryQueries,
  lokiQueries,
  prometheusQueries as prometheus,
  versionQuery,
} from "../queries/pipeline-health";
import { CONTAINER_LEGEND } from "../queries/selectors";
import { NEARLY_FULL, NONE_WANTED, UP } from "../scales";
import { table } from "../tables";
import { environmentVariable, hostVariable } from "../variables";
import { alertmanagerSection } from "./pipeline-alerting";
import { collectorSection } from "./pipeline-collectors";
import { lokiSection, prometheusSections, storageSection, tempoSection } from "./pipeline-stores";

const TARGET_LEGEND = "{{job}} ({{instance}}) on {{host_name}}";
const NO_CONTAINER_METRICS = "No container metrics from the selected hosts";

/** Ingestion, storage, queries and resource usage of the pipeline itself. */
export function pipelineDashboard(input: DashboardsInput): Dashboard {
  const runs = (service: ServiceName) => input.scraped.includes(service);
  return board(input, {
    uid: "pipeline",
    title: "Pipeline health",
    description:
      "Health of the observability pipeline itself: data accepted, refused, queued and lost, the state of its stores, and its resource usage.",
    variables: [environmentVariable("up"), hostVariable("up")],
    pages:
      input.alertmanagerPage === "" ? [] : [{ title: "Alertmanager", url: input.alertmanagerPage }],
    sections: [
      { lines: [figures(input)] },
      targets(),
      ...(Object.keys(input.pinnedVersions).length > 0 ? [versions(input.pinnedVersions)] : []),
      ...(input.discovery ? [discovery()] : []),
      ...(runs("collector") || runs("agent") ? [collectorSection(input)] : []),
      ...storageSection(input),
      ...prometheusSections(),
      ...(runs("loki") ? [lokiSection(input)] : []),
      ...(runs("tempo") ? [tempoSection(input.tempoMajor)] : []),
      ...(runs("alertmanager") ? [alertmanagerSection()] : []),
      ...(input.containerMetrics === undefined ? [] : [costs()]),
    ],
  });
}

function figures(input: DashboardsInput) {
  const runs = (service: ServiceName) => input.scraped.includes(service);
  return [
    stat({
      title: "Down",
      description:
        "Targets whose last scrape failed. Run `npm run verify`, or open `/targets` in Prometheus for the error.",
      unit: "none",
      thresholds: NONE_WANTED,
      expr: prometheus.targetsDown,
    }),
    runs("collector") || runs("agent")
      ? stat({
          title: "Queues",
          description:
            "Usage of the fullest Collector queue, as a share of its capacity. A full queue blocks senders: check the store behind it, or raise `queueSize`.",
          unit: "percentunit",
          decimals: 1,
          alerts: alertLines(input, "CollectorQueueFilling"),
          expr: collectorQueries.fullestQueue,
          nothing: "Unknown",
        })
      : undefined,
    stat({
      title: "Bad rules",
      description:
        "Rule evaluations that failed within the time range. Alerts of a failing rule group may not fire. Open `/rules` in Prometheus for the error.",
      unit: "none",
      decimals: 0,
      thresholds: NONE_WANTED,
      expr: prometheus.ruleFailuresTotal,
      nothing: "Unknown",
    }),
    runs("loki")
      ? stat({
          title: "Panics",
          description:
            "Loki requests that panicked within the time range. Check the logs of Loki; another version (`lokiImage`) may help.",
          unit: "none",
          decimals: 0,
          thresholds: NONE_WANTED,
          expr: lokiQueries.panics,
          nothing: "Unknown",
        })
      : undefined,
    ...(input.containerMetrics === undefined ? [] : costFigures()),
  ];
}

function costFigures() {
  return [
    stat({
      title: "CPU",
      description:
        "CPU cores that all containers of the pipeline use together. The section Pipeline resource usage shows each container.",
      unit: "cores",
      decimals: 2,
      expr: cost.cpuTotal,
      nothing: "Unknown",
    }),
    stat({
      title: "Memory",
      description:
        "Working set of all containers of the pipeline together. The section Pipeline resource usage shows each container.",
      unit: "bytes",
      expr: cost.memoryTotal,
      nothing: "Unknown",
    }),
  ];
}

function targets(): Section {
  return {
    title: "Targets",
    lines: [
      [
        timeline({
          title: "Target state",
          description:
            "Whether the scrapes of each target succeed. If a target is down, check its container and open `/targets` in Prometheus for the error.",
          unit: "none",
          mappings: UP,
          queries: [{ expr: prometheus.up, legend: TARGET_LEGEND }],
        }),
        timeseries({
          title: "Scrape duration",
          description:
            "Duration of the last scrape of each target. A scrape that exceeds its timeout fails and loses its samples: expose fewer metrics, or raise `scrapeInterval`.",
          unit: "s",
          queries: [{ expr: prometheus.scrapeDuration, legend: TARGET_LEGEND }],
        }),
        timeseries({
          title: "Samples per scrape",
          description:
            "Samples of each target after relabeling, which is its number of time series in Prometheus. A sudden rise points to a label with too many values.",
          unit: "short",
          queries: [{ expr: prometheus.scrapeSamples, legend: TARGET_LEGEND }],
        }),
      ],
    ],
  };
}

function versions(pinned: DashboardsInput["pinnedVersions"]): Section {
  return {
    title: "Versions",
    lines: [
      [
        table({
          title: "Running and pinned versions",
          description:
            "Running version of each service, and the version that this stack pins. If they differ, the last update skipped that host: run `npm run up` when it is reachable.",
          labels: [
            { label: "job", title: "Service" },
            { label: versionLabels.running, title: "Running" },
            { label: versionLabels.pinned, title: "Pinned" },
            { label: labels.hostName, title: "Host" },
            { label: labels.environment, title: "Environment" },
          ],
          sortBy: "Service",
          sortAscending: true,
          height: 8,
          figures: [{ title: "Services", unit: "none", expr: versionQuery(pinned), hidden: true }],
          nothing: "No versions reported by the selected hosts",
        }),
      ],
    ],
  };
}

/** Containers that request scraping through Docker labels. */
function discovery(): Section {
  const container = {
    label: labels.containerName,
    title: "Container",
    links: [toContainer("row")],
  };
  const place = [
    { label: labels.hostName, title: "Host" },
    { label: labels.environment, title: "Environment" },
  ];
  return {
    title: "Containers with scrape labels",
    lines: [
      [
        table({
          title: "Scraped containers",
          description:
            "Containers that Prometheus scrapes because of their labels. If one is down, check that its app serves metrics at the labeled port and path.",
          labels: [
            container,
            { label: "job", title: "Job" },
            { label: "instance", title: "Target" },
            ...place,
          ],
          sortBy: "State",
          figures: [{ title: "State", unit: "none", expr: discoveryQueries.scraped, mappings: UP }],
          nothing: "No container on the stack's network has the label prometheus-port",
        }),
        table({
          title: "Labeled containers not scraped",
          description:
            "Containers that have an invalid scrape label or are outside the stack's network. Run `npm run verify` for the reason.",
          labels: [
            container,
            ...SCRAPE_LABEL_NAMES.map((name) => ({
              label: scrapeSeriesLabels[name],
              title: SCRAPE_LABELS[name],
            })),
            ...place,
          ],
          sortBy: "Containers",
          figures: [{ title: "Containers", unit: "none", expr: discoveryQueries.notScraped }],
          nothing: "All labeled containers are scraped",
        }),
      ],
    ],
  };
}

function costs(): Section {
  const links = [toContainer("series")];
  return {
    title: "Pipeline resource usage",
    lines: [
      [
        timeseries({
          title: "CPU",
          description: "CPU cores that each container of the pipeline uses.",
          unit: "cores",
          stacked: true,
          queries: [{ expr: cost.cpu, legend: CONTAINER_LEGEND }],
          links,
          nothing: NO_CONTAINER_METRICS,
        }),
        timeseries({
          title: "Memory",
          description:
            "Working set of each container of the pipeline: memory that the kernel cannot reclaim.",
          unit: "bytes",
          stacked: true,
          queries: [{ expr: cost.memory, legend: CONTAINER_LEGEND }],
          links,
          nothing: NO_CONTAINER_METRICS,
        }),
        timeseries({
          title: "Memory limit usage",
          description:
            "Working set of each container of the pipeline, as a share of its limit. Raise the service's limit, such as `lokiMemoryMiB`, if it stays above 90%.",
          unit: "percentunit",
          max: 1,
          thresholds: NEARLY_FULL,
          queries: [{ expr: cost.memoryShare, legend: CONTAINER_LEGEND }],
          links,
          nothing: "No pipeline container has a memory limit",
        }),
        timeseries({
          title: "Pipeline CPU share",
          description:
            "CPU usage of the pipeline's containers, as a share of the CPU usage of all containers.",
          unit: "percentunit",
          max: 1,
          queries: [{ expr: cost.cpuShare, legend: "pipeline" }],
          nothing: NO_CONTAINER_METRICS,
        }),
      ],
    ],
  };
}

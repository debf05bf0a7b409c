import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { labels } from "../../../../settings/labels";
import { versionLabels } from "../../../../settings/running-versions";
import {
  SCRAPE_LABEL_NAMES,
  SCRAPE_LABELS,
  scrapeSeriesLabels,
} from "../../../../settings/scrape-labels";
import type { ServiceName } from "../../../../settings/services";
import { board, type Section } from "../board";
import type { DashboardsInput } from "../input";
import { toContainer } from "../links";
import { stat, timeseries, timeline } from "../panels";
import {
  collectorQueries,
  costQueries as cost,
  discoveryQueries,
  grafanaQueries,
  lokiQueries,
  prometheusQueries as prometheus,
  versionQuery,
} from "../queries/pipeline-health";
import { CONTAINER_LEGEND } from "../queries/selectors";
import { NEARLY_FULL, NONE_WANTED, UP } from "../scales";
import { table } from "../tables";
import { environmentVariable, hostVariable } from "../variables";
import { alertmanagerSection } from "./pipeline-alerting";
import { collectorSection, lokiSection, prometheusSections, tempoSection } from "./pipeline-stages";

const TARGET_LEGEND = "{{job}} ({{instance}}) on {{host_name}}";

/** Whether the pipeline takes in, keeps and answers what it should, and what it costs. */
export function pipelineDashboard(input: DashboardsInput): Dashboard {
  const runs = (service: ServiceName) => input.scraped.includes(service);
  return board({
    uid: "pipeline",
    title: "Pipeline health",
    description:
      "The observability pipeline itself: what it accepted, refused, queued and lost, the state of its stores, and what it takes of the host.",
    variables: [environmentVariable("up"), hostVariable("up")],
    pages:
      input.alertmanagerPage === "" ? [] : [{ title: "Alertmanager", url: input.alertmanagerPage }],
    sections: [
      { lines: [figures(input)] },
      targets(),
      ...(Object.keys(input.pinnedVersions).length > 0 ? [versions(input.pinnedVersions)] : []),
      ...(input.discovery ? [discovery()] : []),
      ...(runs("collector") || runs("agent") ? [collectorSection()] : []),
      ...prometheusSections(),
      ...(runs("loki") ? [lokiSection()] : []),
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
      title: "Targets down",
      description: "Targets that could not be read at the last scrape.",
      unit: "none",
      thresholds: NONE_WANTED,
      expr: prometheus.targetsDown,
    }),
    runs("collector") || runs("agent")
      ? stat({
          title: "Fullest queue",
          description:
            "Share in use of the Collector queue with the least room. A full one makes senders wait; nothing is dropped.",
          unit: "percentunit",
          decimals: 1,
          thresholds: NEARLY_FULL,
          expr: collectorQueries.fullestQueue,
        })
      : undefined,
    stat({
      title: "Failed rules",
      description: "Evaluations of rules that failed within the chosen time.",
      unit: "none",
      decimals: 0,
      thresholds: NONE_WANTED,
      expr: prometheus.ruleFailuresTotal,
    }),
    runs("loki")
      ? stat({
          title: "Panics of Loki",
          description: "Requests within the chosen time in which Loki's program broke off.",
          unit: "none",
          decimals: 0,
          thresholds: NONE_WANTED,
          expr: lokiQueries.panics,
        })
      : undefined,
    ...(input.containerMetrics === undefined ? [] : costFigures()),
    runs("grafana")
      ? stat({
          title: "Grafana",
          description: "Version of the Grafana that shows this.",
          unit: "none",
          sparkline: false,
          legend: "{{version}}",
          namesOnly: true,
          expr: grafanaQueries.build,
        })
      : undefined,
  ];
}

function costFigures() {
  return [
    stat({
      title: "CPU of the pipeline",
      description: "Cores that the pipeline's own containers use together.",
      unit: "cores",
      decimals: 2,
      expr: cost.cpuTotal,
    }),
    stat({
      title: "Memory of the pipeline",
      description: "Working set of the pipeline's own containers together.",
      unit: "bytes",
      expr: cost.memoryTotal,
    }),
  ];
}

function targets(): Section {
  return {
    title: "Targets",
    lines: [
      [
        timeline({
          title: "Targets up",
          description: "Whether each target could be scraped.",
          unit: "none",
          mappings: UP,
          queries: [{ expr: prometheus.up, legend: TARGET_LEGEND }],
        }),
        timeseries({
          title: "Time of a scrape",
          description:
            "How long a scrape of each target took. Close to the scrape interval, samples get lost.",
          unit: "s",
          queries: [{ expr: prometheus.scrapeDuration, legend: TARGET_LEGEND }],
        }),
        timeseries({
          title: "Samples of a scrape",
          description:
            "Series that each target yields after relabelling: what it adds to Prometheus.",
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
            "They differ on a host that an update left as it was: run `npm run up` when it answers again.",
          labels: [
            { label: "job", title: "Program" },
            { label: versionLabels.running, title: "Running" },
            { label: versionLabels.pinned, title: "Pinned" },
            { label: labels.hostName, title: "Host" },
            { label: labels.environment, title: "Environment" },
          ],
          sortBy: "Programs",
          figures: [{ title: "Programs", unit: "none", expr: versionQuery(pinned) }],
        }),
      ],
    ],
  };
}

/** Containers that ask by label to be scraped. */
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
          description: "One row for each container that is scraped because of its labels.",
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
          title: "Labelled, but not scraped",
          description:
            "Containers with an invalid scrape label, or outside the stack's network. `npm run verify` reports the reason.",
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
          nothing: "Every labelled container is scraped",
        }),
      ],
    ],
  };
}

function costs(): Section {
  const links = [toContainer("series")];
  return {
    title: "What the pipeline itself takes",
    lines: [
      [
        timeseries({
          title: "CPU",
          description: "Cores in use by each container of the pipeline.",
          unit: "cores",
          stacked: true,
          queries: [{ expr: cost.cpu, legend: CONTAINER_LEGEND }],
          links,
        }),
        timeseries({
          title: "Memory",
          description: "Working set of each container of the pipeline.",
          unit: "bytes",
          stacked: true,
          queries: [{ expr: cost.memory, legend: CONTAINER_LEGEND }],
          links,
        }),
        timeseries({
          title: "Memory against limit",
          description: "Working set of each container of the pipeline as a share of its limit.",
          unit: "percentunit",
          max: 1,
          thresholds: NEARLY_FULL,
          queries: [{ expr: cost.memoryShare, legend: CONTAINER_LEGEND }],
          links,
        }),
        timeseries({
          title: "Share of all containers' CPU",
          description: "What part of the CPU that containers use goes into observing them.",
          unit: "percentunit",
          max: 1,
          queries: [{ expr: cost.cpuShare, legend: "pipeline" }],
        }),
      ],
    ],
  };
}

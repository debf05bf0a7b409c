import { labels } from "../../../../settings/labels";
import type { Section } from "../board";
import { toExplore, toInstance } from "../links";
import { containerAppMetric, containerAppMetrics } from "../queries/container";
import { instanceQueries } from "../queries/identity";
import { table } from "../tables";
import { prometheusSource } from "../targets";

/** Instances of the container, with their addresses and times. */
export function instances(): Section {
  return {
    title: "Instances",
    lines: [
      [
        table({
          title: "Instances and their addresses",
          description:
            "All containers that had this name, with their addresses. Click an ID to select one instance and its time.",
          labels: [
            { label: labels.containerId, title: "ID", links: [toInstance()], width: 140 },
            { label: labels.containerAddress, title: "Address" },
            { label: labels.image, title: "Image" },
            { label: labels.hostName, title: "Host" },
            { label: labels.environment, title: "Environment" },
          ],
          sortBy: "Since",
          height: 6,
          figures: [
            { title: "Since", unit: "dateTimeAsIso", date: true, expr: instanceQueries.since },
            {
              title: "Last seen",
              unit: "dateTimeAsIso",
              date: true,
              expr: instanceQueries.lastSeen,
            },
          ],
          nothing: "No address on the stack's network in this time",
        }),
      ],
    ],
  };
}

/** Application metrics, sent over OTLP or scraped. */
export function appMetrics(): Section {
  const toMetric = toExplore("Explore", {
    datasource: prometheusSource,
    expr: containerAppMetric,
  });
  return {
    title: "Application metrics",
    collapsed: true,
    lines: [
      [
        table({
          title: "Application metrics",
          description:
            "Metrics that the app sent, or that Prometheus scraped from it. Click a name to explore it.",
          labels: [{ label: "__name__", title: "Metric", links: [toMetric] }],
          sortBy: "Series",
          figures: [{ title: "Series", unit: "none", expr: containerAppMetrics }],
          nothing: "No application metrics in this time",
        }),
      ],
    ],
  };
}

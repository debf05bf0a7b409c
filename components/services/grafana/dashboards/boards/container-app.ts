import { labels } from "../../../../settings/labels";
import type { Section } from "../board";
import { toExplore, toInstance } from "../links";
import { containerAppMetric, containerAppMetrics } from "../queries/container";
import { instanceQueries } from "../queries/identity";
import { table } from "../tables";
import { prometheusSource } from "../targets";

/** Which containers have had the name, and which addresses, from when until when. */
export function instances(): Section {
  return {
    title: "Instances",
    lines: [
      [
        table({
          title: "Instances and their addresses",
          description:
            "Logs, traces and metrics that are known by an address only are shown if no other container had it in this time. Click an ID to choose that container and its time.",
          labels: [
            { label: labels.containerId, title: "ID", links: [toInstance()] },
            { label: labels.containerAddress, title: "Address" },
            { label: labels.image, title: "Image" },
            { label: labels.hostName, title: "Host" },
            { label: labels.environment, title: "Environment" },
          ],
          sortBy: "Since",
          figures: [
            { title: "Since", unit: "dateTimeAsIso", expr: instanceQueries.since },
            { title: "Last seen", unit: "dateTimeAsIso", expr: instanceQueries.lastSeen },
          ],
          nothing: "It had no address on the stack's network in this time",
        }),
      ],
    ],
  };
}

/** Metrics of the app, sent over OTLP or scraped. */
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
          title: "Metrics of the app",
          description:
            "Metrics that the app sent, or that were scraped from it. Click a name to explore it.",
          labels: [{ label: "__name__", title: "Metric", links: [toMetric] }],
          sortBy: "Series",
          figures: [{ title: "Series", unit: "none", expr: containerAppMetrics }],
          nothing: "No metrics of this app in this time",
        }),
      ],
    ],
  };
}

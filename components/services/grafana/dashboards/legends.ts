import {
  LegendDisplayMode,
  LegendPlacement,
  VizLegendOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import type { Series } from "./targets";

/** Pixels that a legend beside the graph may take: a container's name. */
const SIDE_WIDTH = 220;
/** Labels of which there are only a few values. */
const FEW = /\{\{(?:host_name|detected_level|state)\}\}/g;

/**
 * A legend that leaves the graph its room: none for one series, a line below for a few, and a list beside the graph for one
 * series of each container, service or device. The values are in the tooltip, the largest on top.
 */
export function legendFor(queries: readonly Series[]): VizLegendOptionsBuilder {
  const builder = new VizLegendOptionsBuilder().showLegend(true);
  switch (seriesCount(queries)) {
    case "one":
      return builder
        .showLegend(false)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .calcs([]);
    case "few":
      return builder
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .calcs([]);
    case "many":
      return builder
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Right)
        .width(SIDE_WIDTH)
        .calcs([]);
  }
}

/** How many series the queries may yield. */
function seriesCount(queries: readonly Series[]): "one" | "few" | "many" {
  if (queries.some(({ legend }) => legend.replaceAll(FEW, "").includes("{{"))) return "many";
  return queries.length === 1 && queries[0]?.legend.includes("{{") === false ? "one" : "few";
}

import {
  LegendDisplayMode,
  LegendPlacement,
  VizLegendOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import type { Series } from "./targets";

/** Maximum width of a legend beside the graph, in pixels: enough for a container's name. */
const SIDE_WIDTH = 220;
/** Labels with only a few values. */
const FEW = /\{\{(?:host_name|detected_level|state)\}\}/g;

/**
 * Returns a legend that leaves enough space for the graph: none for one series, a line below for a few series, and a
 * list beside the graph for one series per container, service or device. The tooltip shows the values, the largest on
 * top.
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

/** Estimates how many series the queries return. */
function seriesCount(queries: readonly Series[]): "one" | "few" | "many" {
  if (queries.some(({ legend }) => legend.replaceAll(FEW, "").includes("{{"))) return "many";
  return queries.length === 1 && queries[0]?.legend.includes("{{") === false ? "one" : "few";
}

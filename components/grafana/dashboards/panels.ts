import {
  BigValueGraphMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  SortOrder,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as TimeseriesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { prometheusSource } from "./variables";

interface PanelText {
  readonly title: string;
  /** What the operator sees here, and what it means. */
  readonly description: string;
  readonly unit: string;
}

interface Query {
  readonly expr: string;
  readonly legend: string;
}

/** One figure of now, with its course behind it. */
export function figure(panel: PanelText & { expr: string }): StatBuilder {
  return new StatBuilder()
    .title(panel.title)
    .description(panel.description)
    .unit(panel.unit)
    .datasource(prometheusSource)
    .graphMode(BigValueGraphMode.Area)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]))
    .withTarget(query({ expr: panel.expr, legend: panel.title }, "A"))
    .height(4)
    .span(8);
}

/** A line for each series, the largest on top of the legend. */
export function lines(panel: PanelText & { queries: readonly Query[]; max?: number }) {
  const builder = new TimeseriesBuilder()
    .title(panel.title)
    .description(panel.description)
    .unit(panel.unit)
    .min(0)
    .datasource(prometheusSource)
    .lineWidth(1)
    .fillOpacity(8)
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.Table)
        .placement(LegendPlacement.Bottom)
        .calcs(["lastNotNull", "max"])
        .sortBy("Last *")
        .sortDesc(true),
    )
    .tooltip(
      new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending),
    )
    .height(9)
    .span(12);
  if (panel.max !== undefined) builder.max(panel.max);
  panel.queries.forEach((item, index) => {
    builder.withTarget(query(item, String.fromCharCode("A".charCodeAt(0) + index)));
  });
  return builder;
}

function query({ expr, legend }: Query, refId: string): DataqueryBuilder {
  return new DataqueryBuilder().expr(expr).legendFormat(legend).refId(refId).range();
}

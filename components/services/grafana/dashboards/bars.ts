import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BarGaugeSizing,
  BarGaugeValueMode,
  ReduceDataOptionsBuilder,
  VizOrientation,
  VizTextDisplayOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder as BarGaugeBuilder } from "@grafana/grafana-foundation-sdk/bargauge";
import { described, numeric, withTargets, type Numeric } from "./builders";
import { BAR, fixedColor } from "./scales";
import { metricNow, prometheusSource } from "./targets";

const BARS_HEIGHT = 8;
/** Height of a bar with its name, in pixels. It leaves space for container names. */
const THIN = 38;
const TEXT_SIZE = 13;

/**
 * Builds a bar for each of the few series that the query selects, in the order of its result. It shows which of them
 * currently use most.
 */
export function bars(panel: Numeric & { expr: string; legend: string }): Builder<Panel> {
  const builder = new BarGaugeBuilder()
    .unit(panel.unit)
    .datasource(prometheusSource)
    .min(0)
    .colorScheme(fixedColor(BAR))
    .displayMode(BarGaugeDisplayMode.Basic)
    .valueMode(BarGaugeValueMode.Text)
    .namePlacement(BarGaugeNamePlacement.Top)
    .orientation(VizOrientation.Horizontal)
    .showUnfilled(true)
    .sizing(BarGaugeSizing.Manual)
    .minVizHeight(THIN)
    .maxVizHeight(THIN)
    .text(new VizTextDisplayOptionsBuilder().titleSize(TEXT_SIZE).valueSize(TEXT_SIZE))
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]))
    .height(BARS_HEIGHT);
  numeric(builder, panel);
  return withTargets(described(builder, panel), [metricNow(panel)]);
}

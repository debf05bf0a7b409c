import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  GraphDrawStyle,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LogsDedupStrategy,
  LogsSortOrder,
  ReduceDataOptionsBuilder,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder as LogsBuilder } from "@grafana/grafana-foundation-sdk/logs";
import { PanelBuilder as NodeGraphBuilder } from "@grafana/grafana-foundation-sdk/nodegraph";
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as TimelineBuilder } from "@grafana/grafana-foundation-sdk/statetimeline";
import { PanelBuilder as TimeseriesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { described, numeric, withTargets, type Numeric, type PanelText } from "./builders";
import { linesText } from "./alert-lines";
import { legendFor } from "./legends";
import { dataLinks, type Link } from "./links";
import { BAR, fixedColor, LEVEL_COLORS } from "./scales";
import {
  lokiSource,
  logLines,
  logMetric,
  metric,
  prometheusSource,
  serviceMap,
  tempoSource,
  type Series,
} from "./targets";

const FIGURE_HEIGHT = 4;
const GRAPH_HEIGHT = 8;
const LIST_HEIGHT = 11;

/** Builds a stat: the current value, or one for each of a few series, with a sparkline. */
export function stat(
  panel: Numeric & {
    expr: string;
    /** Name of each series, if there are several. */
    legend?: string;
    /** Shows only the name, because the value has no meaning. */
    namesOnly?: boolean;
    interval?: string;
    sparkline?: boolean;
    logs?: boolean;
  },
): Builder<Panel> {
  const series = {
    expr: panel.expr,
    legend: panel.legend ?? panel.title,
    ...(panel.interval === undefined ? {} : { interval: panel.interval }),
  };
  const builder = new StatBuilder()
    .unit(panel.unit)
    .datasource(panel.logs === true ? lokiSource : prometheusSource)
    .graphMode(panel.sparkline === false ? BigValueGraphMode.None : BigValueGraphMode.Area)
    .colorMode(isJudged(panel) ? BigValueColorMode.Value : BigValueColorMode.None)
    .textMode(textMode(panel))
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]))
    .height(FIGURE_HEIGHT);
  // By default, Grafana colors values above 80 red.
  if (!isJudged(panel)) builder.colorScheme(fixedColor(BAR));
  numeric(builder, panel);
  return withTargets(described(builder, panel), [
    (panel.logs === true ? logMetric : metric)(series),
  ]);
}

/** Whether the panel distinguishes good from bad values. */
function isJudged({ thresholds, alerts = [], mappings }: Numeric): boolean {
  return thresholds !== undefined || alerts.length > 0 || mappings !== undefined;
}

function textMode(panel: { legend?: string; namesOnly?: boolean }): BigValueTextMode {
  if (panel.namesOnly === true) return BigValueTextMode.Name;
  // With one series, the title is enough.
  return panel.legend === undefined ? BigValueTextMode.Value : BigValueTextMode.Auto;
}

interface TimeSeries extends Numeric {
  readonly queries: readonly Series[];
  readonly max?: number;
  /** Minimum upper end of the axis. Default for percentages: 100 %. */
  readonly softMax?: number;
  /** Stacks the areas, for values whose sum is meaningful. */
  readonly stacked?: boolean;
}

/** Builds a graph with a line for each series. */
export function timeseries(panel: TimeSeries): Builder<Panel> {
  return withTargets(graph(panel).datasource(prometheusSource), panel.queries.map(metric));
}

/** Builds a graph with stacked bars of log counts. */
export function logBars(panel: TimeSeries): Builder<Panel> {
  const builder = graph({ ...panel, stacked: true })
    .datasource(lokiSource)
    .drawStyle(GraphDrawStyle.Bars)
    .fillOpacity(60);
  for (const [level, color] of Object.entries(LEVEL_COLORS)) {
    builder.overrideByName(level, [{ id: "color", value: fixedColor(color).build() }]);
  }
  return withTargets(builder, panel.queries.map(logMetric));
}

function graph(panel: TimeSeries): TimeseriesBuilder {
  const builder = new TimeseriesBuilder()
    .unit(panel.unit)
    .min(0)
    .lineWidth(1)
    .fillOpacity(panel.stacked === true ? 30 : 8)
    .legend(legendFor(panel.queries))
    .tooltip(
      new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending),
    )
    .height(GRAPH_HEIGHT);
  const softMax = panel.softMax ?? (panel.unit === "percentunit" ? 1 : undefined);
  if (panel.max !== undefined) builder.max(panel.max);
  else if (softMax !== undefined) builder.axisSoftMax(softMax);
  if ((panel.alerts ?? []).length > 0) {
    builder.thresholdsStyle(
      new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed),
    );
  }
  if (panel.stacked === true) {
    builder.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group("A"));
  }
  numeric(builder, panel);
  const description = panel.description + linesText(panel.alerts ?? []);
  return described(builder, { ...panel, description });
}

/** Builds a timeline with the states of each series. */
export function timeline(panel: Numeric & { queries: readonly Series[] }): Builder<Panel> {
  const builder = new TimelineBuilder()
    .unit(panel.unit)
    .datasource(prometheusSource)
    .mergeValues(true)
    .fillOpacity(80)
    .legend(new VizLegendOptionsBuilder().showLegend(false).calcs([]))
    .height(GRAPH_HEIGHT);
  numeric(builder, panel);
  return withTargets(described(builder, panel), panel.queries.map(metric));
}

/** Builds a list of log lines, newest first. */
export function logs(panel: PanelText & { expr: string; id?: number }): Builder<Panel> {
  const builder = new LogsBuilder()
    .datasource(lokiSource)
    .showTime(true)
    .wrapLogMessage(true)
    .enableLogDetails(true)
    .dedupStrategy(LogsDedupStrategy.None)
    .sortOrder(LogsSortOrder.Descending)
    .height(LIST_HEIGHT);
  if (panel.id !== undefined) builder.id(panel.id);
  return withTargets(described(builder, panel), [logLines(panel.expr)]);
}

/** Builds a service map. Each node has the links in `nodeLinks`. */
export function callGraph(
  panel: PanelText & { edges: readonly string[]; nodeLinks: readonly Link[] },
): Builder<Panel> {
  const links = dataLinks(panel.nodeLinks).map((link) => link.build());
  const builder = new NodeGraphBuilder()
    .datasource(tempoSource)
    // Only nodes have a title. A link on the ID would also appear on the edges.
    .overrideByName("title", [{ id: "links", value: links }])
    .height(LIST_HEIGHT + 2);
  return withTargets(described(builder, panel), [serviceMap(panel.edges)]);
}

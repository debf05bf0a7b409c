import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import { TableSortByFieldStateBuilder } from "@grafana/grafana-foundation-sdk/common";
import type {
  DynamicConfigValue,
  Panel,
  ValueMapping,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder as TableBuilder } from "@grafana/grafana-foundation-sdk/table";
import { described, letter, withTargets, type PanelText } from "./builders";
import { dataLinks, type Link } from "./links";
import { BAR, fixedColor, HIDDEN, thresholdsOf, type Thresholds } from "./scales";
import { metricRows, prometheusSource, SPAN_SERVICE, tempoSource, traces } from "./targets";

const TABLE_HEIGHT = 9;

/** Widths of value columns in pixels: a number with its unit, or a short text. Label columns share the rest. */
const VALUE_WIDTH = 85;
const BAR_WIDTH = 125;
const DATE_WIDTH = 165;

/** Text of an empty cell. Otherwise, each empty cell would show the text for an empty panel. */
const EMPTY_CELL: DynamicConfigValue = { id: "noValue", value: "–" };

/** A column with a label, such as the name that identifies a row. */
interface LabelColumn {
  readonly label: string;
  readonly title: string;
  readonly links?: readonly Link[];
  /** Width in pixels. Default: the remaining width. */
  readonly width?: number;
  readonly hidden?: boolean;
}

/** A column with numbers. Its query returns one value for each row. */
interface ValueColumn {
  readonly expr: string;
  readonly title: string;
  readonly unit: string;
  readonly decimals?: number;
  readonly thresholds?: Thresholds;
  readonly mappings?: ValueMapping[];
  /** Adds a bar to the value, to compare rows at a glance. The full bar is the largest value, or 1. */
  readonly bar?: "of the largest" | "of one";
  readonly date?: boolean;
  /** Hides the column, which only sorting or links use. */
  readonly hidden?: boolean;
}

/**
 * Builds a table with a row for each set of labels and a column for each query. Grafana joins the results by their
 * common labels, so all queries must return the same labels.
 */
export function table(
  panel: PanelText & {
    labels: readonly LabelColumn[];
    figures: readonly ValueColumn[];
    /** Labels after the value columns. */
    last?: readonly LabelColumn[];
    /** Title of the column by which rows are sorted, largest first unless `sortAscending` is set. */
    sortBy: string;
    sortAscending?: boolean;
    /** Height in rows of Grafana's grid, for tables with few rows. */
    height?: number;
  },
): Builder<Panel> {
  const builder = new TableBuilder()
    .datasource(prometheusSource)
    .transformations([
      { id: "merge", options: {} },
      { id: "organize", options: order(panel) },
    ])
    .sortBy([
      new TableSortByFieldStateBuilder()
        .displayName(panel.sortBy)
        .desc(panel.sortAscending !== true),
    ])
    .height(panel.height ?? TABLE_HEIGHT);
  for (const { label, title, links = [], width, hidden = false } of [
    ...panel.labels,
    ...(panel.last ?? []),
  ]) {
    builder.overrideByName(label, [
      shown(title),
      EMPTY_CELL,
      linked(links),
      ...(width === undefined ? [] : [wide(width)]),
      ...(hidden ? [HIDDEN] : []),
    ]);
  }
  panel.figures.forEach((figure, index) => {
    builder.overrideByName(valueColumn(index, panel.figures.length), valueProperties(figure));
  });
  return withTargets(
    described(builder, panel),
    panel.figures.map(({ expr }) => metricRows(expr)),
  );
}

function valueProperties(figure: ValueColumn): DynamicConfigValue[] {
  const { title, unit, decimals, thresholds, mappings, bar, hidden = false } = figure;
  const colored = thresholds !== undefined || mappings !== undefined;
  return [
    shown(title),
    { id: "unit", value: unit },
    EMPTY_CELL,
    wide(widthOf(figure)),
    ...(decimals === undefined ? [] : [{ id: "decimals", value: decimals }]),
    ...(thresholds === undefined
      ? []
      : [{ id: "thresholds", value: thresholdsOf(thresholds).build() }]),
    ...(mappings === undefined ? [] : [{ id: "mappings", value: mappings }]),
    ...(bar === undefined ? [] : barProperties(bar, colored)),
    ...(bar === undefined && colored
      ? [{ id: "custom.cellOptions", value: { type: "color-text" } }]
      : []),
    ...(hidden ? [HIDDEN] : []),
  ];
}

function widthOf({ bar, date = false }: ValueColumn): number {
  if (date) return DATE_WIDTH;
  return bar === undefined ? VALUE_WIDTH : BAR_WIDTH;
}

function barProperties(bar: "of the largest" | "of one", colored: boolean): DynamicConfigValue[] {
  return [
    { id: "min", value: 0 },
    bar === "of one" ? { id: "max", value: 1 } : { id: "fieldMinMax", value: true },
    { id: "custom.cellOptions", value: { type: "gauge", mode: "basic" } },
    ...(colored ? [] : [{ id: "color", value: fixedColor(BAR).build() }]),
  ];
}

/** Columns of TraceQL results, with the names that the data source assigns. */
const TRACE_COLUMNS = {
  traces: [
    { name: "startTime", given: "Start time", title: "Start", width: 165 },
    { name: "traceService", given: "Service", title: "Service", width: 110 },
    { name: "traceName", given: "Name", title: "Name" },
    { name: "traceDuration", given: "Duration", title: "Duration", width: VALUE_WIDTH },
    { name: "traceID", given: "Trace ID", title: "Trace", width: 120 },
  ],
  spans: [
    { name: "time", given: "Start time", title: "Start", width: 165 },
    { name: SPAN_SERVICE, given: SPAN_SERVICE, title: "Service", width: 110 },
    { name: "name", given: "Name", title: "Span" },
    { name: "duration", given: "Duration", title: "Duration", width: VALUE_WIDTH },
    { name: "traceName", given: "Trace Name", title: "Trace" },
    { name: "spanID", given: "Span ID", title: "Span ID", width: 120 },
    { name: "traceIdHidden", given: "traceIdHidden", title: "Trace ID", hidden: true },
    { name: "traceService", given: "Trace Service", title: "Root service", hidden: true },
  ],
} as const satisfies Record<string, readonly TraceColumn[]>;

interface TraceColumn {
  readonly name: string;
  /** Title that the data source assigns. Columns are ordered by it. */
  readonly given: string;
  readonly title: string;
  readonly width?: number;
  readonly hidden?: boolean;
}

/** Builds a table of traces or spans that a TraceQL query finds. A click on an ID opens the trace or span. */
export function traceTable(
  panel: PanelText & { query: string; rows: "traces" | "spans"; id?: number },
): Builder<Panel> {
  const columns: readonly TraceColumn[] = TRACE_COLUMNS[panel.rows];
  const builder = new TableBuilder()
    .datasource(tempoSource)
    .transformations([
      // During a search, a second frame reports its progress.
      { id: "filterByRefId", options: { exclude: "streaming-progress" } },
      {
        id: "organize",
        options: { indexByName: positions(columns.map(({ given }) => given)) },
      },
    ])
    .height(TABLE_HEIGHT);
  for (const { name, title, width, hidden = false } of columns) {
    builder.overrideByName(name, [
      shown(title),
      EMPTY_CELL,
      ...(width === undefined ? [] : [wide(width)]),
      ...(hidden ? [HIDDEN] : []),
    ]);
  }
  if (panel.id !== undefined) builder.id(panel.id);
  return withTargets(described(builder, panel), [traces(panel.query, panel.rows)]);
}

/** Returns Grafana's name of a value column, which differs for tables with one query and with several. */
function valueColumn(index: number, count: number): string {
  return count === 1 ? "Value" : `Value #${letter(index)}`;
}

function order(panel: {
  labels: readonly LabelColumn[];
  figures: readonly ValueColumn[];
  last?: readonly LabelColumn[];
}) {
  const columns = [
    ...panel.labels.map(({ label }) => label),
    ...panel.figures.map((_figure, index) => valueColumn(index, panel.figures.length)),
    ...(panel.last ?? []).map(({ label }) => label),
  ];
  return {
    excludeByName: { Time: true },
    indexByName: positions(columns),
  };
}

function positions(columns: readonly string[]): Record<string, number> {
  return Object.fromEntries(columns.map((name, index) => [name, index]));
}

function wide(pixels: number): DynamicConfigValue {
  return { id: "custom.width", value: pixels };
}

function shown(title: string): DynamicConfigValue {
  return { id: "displayName", value: title };
}

function linked(links: readonly Link[]): DynamicConfigValue {
  return { id: "links", value: dataLinks(links).map((link) => link.build()) };
}

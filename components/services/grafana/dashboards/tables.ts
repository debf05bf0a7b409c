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
import { thresholdsOf, type Thresholds } from "./scales";
import { metricRows, prometheusSource, tempoSource, traces } from "./targets";

const TABLE_HEIGHT = 11;

/** A column of labels, such as the name by which a row is known. */
interface LabelColumn {
  readonly label: string;
  readonly title: string;
  readonly links?: readonly Link[];
}

/** A column of figures; its query yields one value for each row. */
interface ValueColumn {
  readonly expr: string;
  readonly title: string;
  readonly unit: string;
  readonly thresholds?: Thresholds;
  readonly mappings?: ValueMapping[];
}

/**
 * A row for each set of labels, a column for each query: Grafana joins the queries' results by the
 * labels they have in common, so all of them have the same.
 */
export function table(
  panel: PanelText & {
    labels: readonly LabelColumn[];
    figures: readonly ValueColumn[];
    /** Title of the figure by which the rows are sorted, the largest first. */
    sortBy: string;
  },
): Builder<Panel> {
  const builder = new TableBuilder()
    .datasource(prometheusSource)
    .transformations([
      { id: "merge", options: {} },
      { id: "organize", options: order(panel) },
    ])
    .sortBy([new TableSortByFieldStateBuilder().displayName(panel.sortBy).desc(true)])
    .height(TABLE_HEIGHT);
  for (const { label, title, links = [] } of panel.labels) {
    builder.overrideByName(label, [shown(title), linked(links)]);
  }
  panel.figures.forEach((figure, index) => {
    builder.overrideByName(valueColumn(index, panel.figures.length), [
      shown(figure.title),
      { id: "unit", value: figure.unit },
      ...(figure.thresholds === undefined
        ? []
        : [
            { id: "thresholds", value: thresholdsOf(figure.thresholds).build() },
            { id: "custom.cellOptions", value: { type: "color-text" } },
          ]),
      ...(figure.mappings === undefined
        ? []
        : [
            { id: "mappings", value: figure.mappings },
            { id: "custom.cellOptions", value: { type: "color-text" } },
          ]),
    ]);
  });
  return withTargets(
    described(builder, panel),
    panel.figures.map(({ expr }) => metricRows(expr)),
  );
}

/** Traces or spans that TraceQL finds; a click on one opens it. */
export function traceTable(
  panel: PanelText & { query: string; rows: "traces" | "spans"; id?: number },
): Builder<Panel> {
  const builder = new TableBuilder().datasource(tempoSource).height(TABLE_HEIGHT);
  if (panel.id !== undefined) builder.id(panel.id);
  return withTargets(described(builder, panel), [traces(panel.query, panel.rows)]);
}

/** Grafana calls the value of a table's only query otherwise than those of several. */
function valueColumn(index: number, count: number): string {
  return count === 1 ? "Value" : `Value #${letter(index)}`;
}

function order(panel: { labels: readonly LabelColumn[]; figures: readonly ValueColumn[] }) {
  const columns = [
    ...panel.labels.map(({ label }) => label),
    ...panel.figures.map((_figure, index) => valueColumn(index, panel.figures.length)),
  ];
  return {
    excludeByName: { Time: true },
    indexByName: Object.fromEntries(columns.map((name, index) => [name, index])),
  };
}

function shown(title: string): DynamicConfigValue {
  return { id: "displayName", value: title };
}

function linked(links: readonly Link[]): DynamicConfigValue {
  return { id: "links", value: dataLinks(links).map((link) => link.build()) };
}

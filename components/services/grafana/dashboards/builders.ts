import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import type {
  DashboardLink,
  Panel,
  ThresholdsConfig,
  ValueMapping,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { runbookLinks, thresholdsAt, type AlertLine } from "./alert-lines";
import { dataLinks, type Link } from "./links";
import { thresholdsOf, type Thresholds } from "./scales";
import type { Target } from "./targets";

/** Texts of any panel. */
export interface PanelText {
  readonly title: string;
  /** Explains the data of the panel and its meaning. */
  readonly description: string;
  /** Shown if there is no data, with possible reasons. */
  readonly nothing?: string;
  readonly links?: readonly Link[];
}

/** Texts and scale of a panel with numbers. */
export interface Numeric extends PanelText {
  readonly unit: string;
  readonly decimals?: number;
  readonly thresholds?: Thresholds;
  readonly mappings?: ValueMapping[];
  /** Alerts about these values. Each adds a line to a graph and a color to a stat. */
  readonly alerts?: readonly AlertLine[];
}

const NO_DATA = "No data in this time";

interface Describable {
  title(text: string): unknown;
  description(text: string): unknown;
  noValue(text: string): unknown;
  dataLinks(links: Builder<DashboardLink>[]): unknown;
  links(links: Builder<DashboardLink>[]): unknown;
}

export function described<B extends Describable>(
  builder: B,
  panel: PanelText & Pick<Numeric, "alerts">,
): B {
  const { alerts = [] } = panel;
  builder.title(panel.title);
  builder.description(panel.description);
  const runbooks = runbookLinks(alerts);
  if (runbooks.length > 0) builder.links(dataLinks(runbooks));
  builder.noValue(panel.nothing ?? NO_DATA);
  if (panel.links !== undefined) builder.dataLinks(dataLinks(panel.links));
  return builder;
}

interface Scalable {
  decimals(count: number): unknown;
  thresholds(thresholds: Builder<ThresholdsConfig>): unknown;
  mappings(mappings: ValueMapping[]): unknown;
}

export function numeric(builder: Scalable, panel: Numeric): void {
  if (panel.decimals !== undefined) builder.decimals(panel.decimals);
  const thresholds = thresholdsAt(panel.alerts ?? []) ?? panel.thresholds;
  if (thresholds !== undefined) builder.thresholds(thresholdsOf(thresholds));
  if (panel.mappings !== undefined) builder.mappings(panel.mappings);
}

interface Queryable extends Builder<Panel> {
  withTarget(target: Builder<Dataquery>): unknown;
}

/** Adds queries to the panel, with the letters A, B, C and so on. */
export function withTargets<B extends Queryable>(builder: B, targets: readonly Target[]): B {
  targets.forEach((target, index) => builder.withTarget(target(letter(index))));
  return builder;
}

export function letter(index: number): string {
  return String.fromCharCode("A".charCodeAt(0) + index);
}

import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import type {
  DashboardLink,
  Panel,
  ThresholdsConfig,
  ValueMapping,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { dataLinks, type Link } from "./links";
import { thresholdsOf, type Thresholds } from "./scales";
import type { Target } from "./targets";

/** What every panel says, whatever it shows. */
export interface PanelText {
  readonly title: string;
  /** What the operator sees here, and what it means. */
  readonly description: string;
  /** What stands there instead of "No data" where there may rightly be nothing. */
  readonly nothing?: string;
  readonly links?: readonly Link[];
}

/** What a panel of figures says besides. */
export interface Numeric extends PanelText {
  readonly unit: string;
  readonly decimals?: number;
  readonly thresholds?: Thresholds;
  readonly mappings?: ValueMapping[];
}

interface Describable {
  title(text: string): unknown;
  description(text: string): unknown;
  noValue(text: string): unknown;
  dataLinks(links: Builder<DashboardLink>[]): unknown;
}

export function described<B extends Describable>(builder: B, panel: PanelText): B {
  builder.title(panel.title);
  builder.description(panel.description);
  if (panel.nothing !== undefined) builder.noValue(panel.nothing);
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
  if (panel.thresholds !== undefined) builder.thresholds(thresholdsOf(panel.thresholds));
  if (panel.mappings !== undefined) builder.mappings(panel.mappings);
}

interface Queryable extends Builder<Panel> {
  withTarget(target: Builder<Dataquery>): unknown;
}

/** Gives the panel its queries, lettered from A on. */
export function withTargets<B extends Queryable>(builder: B, targets: readonly Target[]): B {
  targets.forEach((target, index) => builder.withTarget(target(letter(index))));
  return builder;
}

export function letter(index: number): string {
  return String.fromCharCode("A".charCodeAt(0) + index);
}

import {
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  RowBuilder,
  type Dashboard,
  type DashboardLink,
  type Panel,
  type VariableModel,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import { annotations, type MarkedContainers } from "./annotations";
import { fitted } from "./fitting";
import type { DashboardsInput } from "./input";
import type { Link } from "./links";

/** Tag by which the dashboards link to each other. */
const TAG = "container-observability";

/** Number of columns of Grafana's grid. */
const COLUMNS = 24;

/** Panels side by side, with equal widths. Undefined: a panel without a data source in this stack. */
export type Line = readonly (Builder<Panel> | undefined)[];

export interface Section {
  /** Title of the row. Without one, the panels are at the top, above all rows. */
  readonly title?: string;
  readonly collapsed?: boolean;
  readonly lines: readonly Line[];
}

export interface Board {
  /** Part of the dashboard's URL, so it must never change. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly variables: readonly Builder<VariableModel>[];
  readonly sections: readonly Section[];
  readonly markedContainers?: MarkedContainers;
  /** Links to related pages outside Grafana. */
  readonly pages?: readonly Link[];
}

/**
 * Builds a dashboard from these sections, from top to bottom. Its links to the other dashboards keep the time range and
 * the variables.
 */
export function board(input: DashboardsInput, spec: Board): Dashboard {
  const builder = new DashboardBuilder(spec.title)
    .uid(spec.uid)
    .description(spec.description)
    .tags([TAG])
    .timezone("browser")
    .time({ from: "now-1h", to: "now" })
    .refresh("30s")
    .tooltip(DashboardCursorSync.Crosshair)
    .readonly()
    .link(
      new DashboardLinkBuilder("Dashboards")
        .type(DashboardLinkType.Dashboards)
        .tags([TAG])
        .asDropdown(false)
        .includeVars(true)
        .keepTime(true),
    );
  for (const { title, url } of spec.pages ?? []) {
    builder.link(
      new DashboardLinkBuilder(title).type(DashboardLinkType.Link).url(url).targetBlank(true),
    );
  }
  for (const variable of spec.variables) builder.withVariable(variable);
  const built = builder.build();
  return {
    ...built,
    links: built.links?.map(inTheOpen) ?? [],
    annotations: { list: annotations(input, spec.markedContainers) },
    panels: laidOut(spec.sections, input.severalHosts),
  };
}

/** Shows a link above the dashboard. By default, the builder puts it into the controls menu. */
function inTheOpen(link: DashboardLink): DashboardLink {
  const { placement, ...rest } = link;
  return placement === undefined ? link : rest;
}

function laidOut(
  sections: readonly Section[],
  severalHosts: boolean,
): NonNullable<Dashboard["panels"]> {
  const all: NonNullable<Dashboard["panels"]> = [];
  let y = 0;
  let id = 0;
  for (const section of sections) {
    const lines = section.lines
      .map((line) => line.filter((panel) => panel !== undefined))
      .filter((line) => line.length > 0);
    if (lines.length === 0) continue;
    const row =
      section.title === undefined
        ? undefined
        : new RowBuilder(section.title)
            .collapsed(section.collapsed ?? false)
            .gridPos({ x: 0, y: y++, w: COLUMNS, h: 1 })
            .id(++id)
            .build();
    const panels = lines.flatMap((line) => {
      const built = line.map((panel) => panel.build());
      const height = Math.max(...built.map(({ gridPos }) => gridPos?.h ?? 0));
      const placed = built.map((panel, index) => {
        const [left, right] = [edge(index, line.length), edge(index + 1, line.length)];
        return {
          ...fitted(panel, right - left, severalHosts),
          id: panel.id ?? ++id,
          gridPos: { x: left, y, w: right - left, h: height },
        };
      });
      y += height;
      return placed;
    });
    // The panels of a collapsed row are inside it; those of an expanded row come after it.
    if (row !== undefined) all.push(row.collapsed ? { ...row, panels } : row);
    if (row?.collapsed !== true) all.push(...panels);
  }
  return all;
}

function edge(index: number, count: number): number {
  return Math.round((index * COLUMNS) / count);
}

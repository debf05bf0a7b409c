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

/** By this tag the dashboards find each other. */
const TAG = "container-observability";

/** Grafana's grid has this many columns. */
const COLUMNS = 24;

/** Panels side by side, equally wide; one that is undefined has no source here. */
export type Line = readonly (Builder<Panel> | undefined)[];

export interface Section {
  /** Without a title the panels stand at the top, above all rows. */
  readonly title?: string;
  readonly collapsed?: boolean;
  readonly lines: readonly Line[];
}

export interface Board {
  /** Part of the dashboard's URL: it never changes. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly variables: readonly Builder<VariableModel>[];
  readonly sections: readonly Section[];
  readonly markedContainers?: MarkedContainers;
  /** Pages outside of Grafana that belong to it. */
  readonly pages?: readonly Link[];
}

/** A dashboard of these sections, laid out from top to bottom. Time range and variables go along to the others. */
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

/** The builder puts links into the menu of controls by default. */
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
    // The panels of a collapsed row are kept inside it, those of an open one below it.
    if (row !== undefined) all.push(row.collapsed ? { ...row, panels } : row);
    if (row?.collapsed !== true) all.push(...panels);
  }
  return all;
}

function edge(index: number, count: number): number {
  return Math.round((index * COLUMNS) / count);
}

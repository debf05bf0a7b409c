interface Panel {
  readonly title?: string;
  readonly panels?: readonly Panel[];
}

interface Board {
  readonly panels?: readonly Panel[];
}

/** What differs between two versions of a dashboard, without what shifts with every panel that comes or goes. */
export interface DashboardChange {
  /** The panels that come, go or differ, by their titles. */
  readonly panels: string;
  /** Both versions without the numbers and places of the panels. */
  readonly texts: readonly [before: string, after: string];
}

/** Undefined where the files are no dashboards. */
export function dashboardChange(before: string, after: string): DashboardChange | undefined {
  const [old, next] = [parse(before), parse(after)];
  if (old === undefined || next === undefined) return undefined;
  return { panels: panelTitles(flat(old), flat(next)), texts: [text(old), text(next)] };
}

function parse(json: string): Board | undefined {
  try {
    const board = JSON.parse(json) as Board;
    return Array.isArray(board.panels) ? board : undefined;
  } catch {
    return undefined;
  }
}

function text({ panels = [], ...rest }: Board): string {
  return `${JSON.stringify({ ...rest, panels: panels.map(unplaced) }, null, 2)}\n`;
}

function unplaced(panel: Panel): Panel {
  const rest = Object.entries(panel).filter(([key]) => key !== "id" && key !== "gridPos");
  const { panels, ...own } = Object.fromEntries(rest) as Panel;
  return panels === undefined ? own : { ...own, panels: panels.map(unplaced) };
}

function flat({ panels = [] }: Board): Map<string, string> {
  const all = panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
  return new Map(
    all.map((panel) => [
      panel.title ?? "(no title)",
      JSON.stringify(unplaced({ ...panel, panels: [] })),
    ]),
  );
}

function panelTitles(old: Map<string, string>, next: Map<string, string>): string {
  const parts = [
    ["added", [...next.keys()].filter((title) => !old.has(title))],
    ["removed", [...old.keys()].filter((title) => !next.has(title))],
    [
      "changed",
      [...next.keys()].filter((title) => old.has(title) && old.get(title) !== next.get(title)),
    ],
  ] as const;
  return parts
    .filter(([, titles]) => titles.length > 0)
    .map(([what, titles]) => `${what}: ${titles.join(", ")}`)
    .join("; ");
}

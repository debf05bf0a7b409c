import { describe, expect, it } from "vitest";
import { defaults } from "../../components/settings/defaults.js";
import { renderedFiles } from "../../components/plan/files.js";
import { boardsOf, panelsOf, type PanelFile } from "../../testing/boards.js";
import { alertLimits } from "../../components/settings/alert-limits.js";
import { settingsWith } from "../../testing/settings.js";

const RUNBOOKS = "https://runbooks.example.com/alerts";
const { grafana } = renderedFiles(
  settingsWith({
    services: [...defaults.services, "alertmanager"],
    engineMetricsTarget: "172.17.0.1:9323",
    runbookBaseUrl: RUNBOOKS,
  }),
);
const boards = boardsOf(grafana);
const panels = boards.flatMap((board) =>
  panelsOf(board).map((panel) => ({ uid: board.uid, title: panel.title, panel })),
);
const ofType = (...types: string[]) => panels.filter(({ panel }) => types.includes(panel.type));

/**
 * Widths in pixels on a 1440-pixel screen with Grafana's menu open: a grid column, the space beside a title, and a
 * character.
 */
const [COLUMN, BESIDE, CHARACTER] = [44.4, 99, 7.2];
/** Narrower graphs have their legend below. */
const WIDE = 10;
/** Labels with few values. */
const FEW = ["{{host_name}}", "{{detected_level}}", "{{state}}"];
const COLORS = ["green", "orange", "red", "blue", "purple", "text"];

describe("every panel", () => {
  it.each(panels)("$uid, $title: has a title that fits", ({ title, panel }) => {
    expect(title.length).toBeLessThanOrEqual((panel.gridPos.w * COLUMN - BESIDE) / CHARACTER);
  });

  it.each(panels)("$uid, $title: explains why it may be empty", ({ panel }) => {
    expect(panel.fieldConfig?.defaults.noValue).toBeTruthy();
  });

  it.each(panels)("$uid, $title: uses a rate window that fits the scrape interval", ({ panel }) => {
    const texts = (panel.targets ?? []).map(({ expr = "" }) => expr);
    const windows = texts.flatMap((text) =>
      [...text.matchAll(/\brate\([^[\]]*\[([^\]]+)\]/g)].map(([, window]) => window),
    );
    for (const window of windows) {
      expect(["$__rate_interval", "$__range", "1m"]).toContain(window);
    }
  });
});

describe("graphs", () => {
  const graphs = ofType("timeseries");

  it.each(graphs)("$uid, $title: has a legend for its number of series", ({ panel }) => {
    const names = (panel.targets ?? []).map(({ legendFormat = "" }) => legendFormat);
    const { showLegend, placement, displayMode } = panel.options?.legend ?? {};
    const labels = names.join(" ").match(/\{\{(\w+)\}\}/g) ?? [];
    const few = labels.every((label) => FEW.includes(label));
    if (names.length === 1 && labels.every((label) => label === "{{host_name}}")) {
      expect(showLegend).toBe(false);
    } else {
      const place = few || panel.gridPos.w < WIDE ? "bottom" : "right";
      expect([showLegend, placement, displayMode]).toEqual([true, place, "list"]);
    }
  });

  it.each(graphs.filter(({ panel }) => panel.fieldConfig?.defaults.unit === "percentunit"))(
    "$uid, $title: has an axis that a row of zeros does not stretch",
    ({ panel }) => {
      const { max, custom } = panel.fieldConfig?.defaults ?? {};
      expect(max ?? custom?.axisSoftMax).toBeGreaterThan(0);
    },
  );

  const rules = Object.values(renderedFiles(settingsWith({})).prometheus ?? {}).join("\n");
  const withLines = graphs.filter(
    ({ panel }) => panel.fieldConfig?.defaults.custom?.thresholdsStyle !== undefined,
  );

  const limits = alertLimits(settingsWith({}));
  const alertsOf = (panel: PanelFile) => {
    const names = /threshold of the alerts? ([A-Za-z, ]+)\.$/.exec(panel.description ?? "");
    return (names?.[1] ?? "").split(/, and |, | and /) as (keyof typeof limits)[];
  };

  // ContainerRestarting counts events in a fixed window, which no graph over time shows.
  it.each(Object.keys(limits).filter((name) => name !== "ContainerRestarting"))(
    "show a line at the threshold of %s",
    (name) => {
      expect(withLines.flatMap(({ panel }) => alertsOf(panel))).toContain(name);
    },
  );

  it.each(withLines)("$uid, $title: names the alerts of its lines", ({ panel }) => {
    const steps = panel.fieldConfig?.defaults.thresholds?.steps ?? [];
    const alerts = alertsOf(panel);
    expect(new Set(steps.map(({ value }) => value).filter((value) => value !== null))).toEqual(
      new Set(alerts.map((name) => limits[name])),
    );
    for (const name of alerts) expect(rules).toContain(`alert: ${name}\n`);
    expect(panel.links?.map(({ url }) => url)).toEqual(
      alerts.map((name) => `${RUNBOOKS}#${name.toLowerCase()}`),
    );
    for (const { value } of steps.filter(({ value }) => value !== null)) {
      expect(rules).toContain(`> ${value}\n`);
    }
  });
});

describe("tables", () => {
  const properties = (panel: PanelFile, column: string) =>
    panel.fieldConfig?.overrides.find(({ matcher }) => matcher.options === column)?.properties ??
    [];

  it.each(ofType("table"))("$uid, $title: selects, names and orders its columns", ({ panel }) => {
    const organize = panel.transformations?.find(({ id }) => id === "organize");
    const columns = Object.keys(organize?.options.indexByName ?? {});
    expect(columns.length).toBeGreaterThan(1);
    for (const { properties: all } of panel.fieldConfig?.overrides ?? []) {
      expect(all.map(({ id }) => id)).toContain("displayName");
    }
    if (panel.datasource?.type === "prometheus") {
      for (const column of columns) expect(properties(panel, column), column).not.toEqual([]);
    }
  });

  it.each(ofType("table"))(
    "$uid, $title: leaves enough width for the first column",
    ({ panel }) => {
      const widths = (panel.fieldConfig?.overrides ?? []).map(
        ({ properties: all }) => all.find(({ id }) => id === "custom.width")?.value,
      );
      expect(widths.filter((width) => width === undefined).length).toBeGreaterThan(0);
      expect(widths.filter((width) => typeof width === "number").length).toBeGreaterThan(0);
    },
  );

  it("shows host and environment only if there are several hosts", () => {
    const hidden = (settings: object) =>
      boardsOf(renderedFiles(settingsWith(settings)).grafana)
        .flatMap(panelsOf)
        .filter(({ type }) => type === "table")
        .flatMap((panel) => properties(panel, "host_name"))
        .filter(({ id }) => id === "custom.hideFrom.viz").length;
    expect(hidden({})).toBeGreaterThan(0);
    expect(hidden({ gatewayEndpoint: "https://gateway.example.com:4317" })).toBe(0);
  });
});

describe("boards", () => {
  it.each(boards)("$uid: link to all others, and keep time and variables", ({ links = [] }) => {
    expect(links[0]).toMatchObject({
      type: "dashboards",
      includeVars: true,
      keepTime: true,
      asDropdown: false,
    });
  });

  it.each(boards)("$uid: start with stats", (board) => {
    expect(panelsOf(board)[0]?.type).toBe("stat");
  });

  it.each(boards)("$uid: mark alerts and updates on all graphs", ({ annotations }) => {
    const names = annotations?.list?.map(({ name }) => name) ?? [];
    expect(names).toEqual(expect.arrayContaining(["Firing alert", "Stack updated"]));
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(["overview", "containers", "container", "docker-host"])(
    "%s: mark container events",
    (uid) => {
      const names = boards
        .find((board) => board.uid === uid)
        ?.annotations?.list?.map(({ name }) => name);
      expect(names).toEqual(
        expect.arrayContaining([
          ...["Container started", "Container stopped", "Container unhealthy", "Out of memory"],
        ]),
      );
    },
  );

  it("use only the colors that have a meaning", () => {
    const used = [
      ...JSON.stringify(boards).matchAll(/"(?:color|fixedColor|iconColor)":"([^"]+)"/g),
    ];
    expect(used.length).toBeGreaterThan(0);
    for (const [, color] of used) expect(COLORS).toContain(color);
  });

  it("hide the stack's own containers by default", () => {
    for (const uid of ["overview", "containers"]) {
      const variable = boards
        .find((board) => board.uid === uid)
        ?.templating.list.find(({ name }) => name === "pipeline");
      expect(variable?.current?.text, uid).toBe("Hidden");
    }
  });
});

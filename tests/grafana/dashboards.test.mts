import { describe, expect, it } from "vitest";
import { dashboards } from "../../components/services/grafana/dashboards/index.js";
import type { DashboardsInput } from "../../components/services/grafana/dashboards/input.js";
import { dataSourceUids } from "../../components/settings/labels.js";
import { SERVICES } from "../../components/settings/services.js";
import { storageUsages } from "../../components/settings/storage-usage.js";
import { type BoardFile, panelsOf, type PanelFile } from "../../testing/boards.js";
import { urlsIn } from "../../testing/expressions.js";
import { settingsWith } from "../../testing/settings.js";

const everything: DashboardsInput = {
  containerMetrics: "cadvisor",
  oomEvents: true,
  hostMetrics: true,
  hostNetwork: true,
  severalHosts: false,
  logs: true,
  spanMetrics: true,
  discovery: true,
  engineMetrics: true,
  alertmanagerPage: "http://127.0.0.1:9093",
  pinnedVersions: { prometheus: "3.16.0" },
  tempoMajor: "2",
  alertLimits: { HostCpuBusy: 0.95, ContainerMemoryNearLimit: 0.9 },
  storageUsages: storageUsages(settingsWith({})),
  runbookBaseUrl: "https://runbooks.example.com/alerts",
  scraped: SERVICES,
};

/** Returns dashboards as Grafana reads them: plain JSON. */
function boardsWith(input: Partial<DashboardsInput> = {}): BoardFile[] {
  return JSON.parse(JSON.stringify(dashboards({ ...everything, ...input }))) as BoardFile[];
}

function titles(input: Partial<DashboardsInput>, uid: string): string[] {
  const board = boardsWith(input).find((one) => one.uid === uid);
  return board === undefined ? [] : panelsOf(board).map(({ title }) => title);
}

const boards = boardsWith();
const panels = boards.flatMap((board) =>
  panelsOf(board).map((panel) => ({ uid: board.uid, title: panel.title, panel })),
);

/** Panels without a unit: text lines, traces, and tables and graphs with units of their own. */
const WITHOUT_UNIT = ["logs", "table", "nodeGraph"];
const WITH_LEGEND = ["timeseries", "state-timeline"];

describe("dashboards", () => {
  it("have these UIDs", () => {
    expect(boards.map(({ uid, title }) => [uid, title])).toEqual([
      ["overview", "Overview"],
      ["containers", "Containers"],
      ["container", "Container"],
      ["docker-host", "Docker host"],
      ["services", "Services"],
      ["logs", "Logs"],
      ["pipeline", "Pipeline health"],
      ["docker-daemon", "Docker daemon"],
    ]);
  });

  it.each(panels)("$uid, $title: has a description, a data source and a unit", ({ panel }) => {
    const { description, datasource, targets = [], fieldConfig } = panel;
    expect(description).toMatch(/^[A-Z0-9].+\.$/);
    expect(Object.values(dataSourceUids)).toContain(datasource?.uid);
    expect(targets.length).toBeGreaterThan(0);
    expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
    for (const target of targets) {
      expect(target.datasource).toEqual(datasource);
      if (WITH_LEGEND.includes(panel.type)) expect(target.legendFormat).toBeTruthy();
    }
    if (!WITHOUT_UNIT.includes(panel.type)) expect(fieldConfig?.defaults.unit).toBeTruthy();
  });

  it.each(panels.filter(({ panel }) => panel.type === "table" && (panel.targets?.length ?? 0) > 1))(
    "$uid, $title: gives each value column a title and a unit",
    ({ panel }) => {
      for (const { refId } of panel.targets ?? []) {
        const column = panel.fieldConfig?.overrides.find(
          ({ matcher }) => matcher.options === `Value #${refId}`,
        );
        expect(column?.properties.map(({ id }) => id)).toEqual(
          expect.arrayContaining(["displayName", "unit"]),
        );
      }
    },
  );

  it.each(boards)(
    "$uid: no panels overlap or exceed the grid, and each has a unique ID",
    (board) => {
      const all = [...board.panels, ...board.panels.flatMap((row) => row.panels ?? [])];
      const cells = new Map<string, string>();
      for (const panel of all) {
        const { x, y, w, h } = panel.gridPos;
        expect(x + w, panel.title).toBeLessThanOrEqual(24);
        for (let column = x; column < x + w; column++) {
          for (let line = y; line < y + h; line++) {
            expect(cells.get(`${column} ${line}`), panel.title).toBeUndefined();
            cells.set(`${column} ${line}`, panel.title);
          }
        }
      }
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    },
  );

  it.each(boards)("$uid: works for one environment and host, and for many", (board) => {
    const names = board.templating.list.map(({ name }) => name);
    expect(names).toContain("environment");
    if (board.uid !== "services") expect(names).toContain("host");
    for (const { name, multi, includeAll } of board.templating.list) {
      if (["environment", "host"].includes(name)) expect([multi, includeAll]).toEqual([true, true]);
    }
    const queries = panelsOf(board).flatMap(({ targets = [] }) =>
      targets.map(({ expr, query, serviceMapQuery }) =>
        [expr, query, ...(serviceMapQuery ?? [])].join(" "),
      ),
    );
    for (const query of queries) expect(query).toMatch(/\$(?:\{environment\b|environment\b)/);
  });
});

describe("links", () => {
  const urls = boards.flatMap((board) =>
    urlsIn(board)
      .filter((url) => url.startsWith("/"))
      .map((url) => ({ from: board.uid, url })),
  );

  it("go from the containers to one of them, and from there to its traces and logs", () => {
    const from = (uid: string) => urls.filter((link) => link.from === uid).map(({ url }) => url);
    const opened = from("containers").filter((url) => url.startsWith("/d/container?"));
    const panel = (url: string) => /&viewPanel=panel-(\d+)$/.exec(url)?.[1];
    expect(new Set(opened.map(panel))).toEqual(new Set([undefined, "1001", "1000"]));
    expect(from("container").filter((url) => url.includes("traceql")).length).toBeGreaterThan(0);
    expect(from("container").filter((url) => url.includes("detected_level"))).toEqual([]);
    expect(from("container").filter((url) => url.includes("%22loki%22")).length).toBeGreaterThan(0);
    expect(from("services").some((url) => url.startsWith("/d/container?"))).toBe(true);
  });

  /** The displayed time range, or the period of a row. */
  const TIMES = [
    "${__url_time_range}",
    'from=${__data.fields["Value #A"].numeric}&to=${__data.fields["Value #B"].numeric}',
  ];

  it.each(urls)("$from: $url names existing dashboards, variables and columns", (link) => {
    const { from, url } = link;
    // Grafana's own list of alert rules.
    if (url === "/alerting/list") return;
    if (url.startsWith("/explore")) {
      expect(url).toMatch(/[?&]panes=%7B/);
      return;
    }
    const [, uid, query = ""] = /^\/d\/([\w-]+)(?:\/[\w-]+)?\?(.*)$/.exec(url) ?? [];
    const target = boards.find((board) => board.uid === uid);
    const variables = target?.templating.list.map(({ name }) => name) ?? [];
    // Variables that the other dashboard does not have are harmless.
    const times = [...TIMES.flatMap((time) => time.split("&")), "${__all_variables}"];
    for (const part of query.split("&").filter((text) => !times.includes(text))) {
      const [, panel] = /^viewPanel=panel-(\d+)$/.exec(part) ?? [];
      if (panel !== undefined) {
        expect(target === undefined ? [] : panelsOf(target).map(({ id }) => String(id))).toContain(
          panel,
        );
        continue;
      }
      const [, name = "", value = ""] = /^var-(\w+)=(.+)$/.exec(part) ?? [];
      expect(variables, `${url} from ${from}`).toContain(name);
      expect(value).toMatch(/^(?:\$\{__(?:field\.labels|data\.fields)\.\w+\}|\$\w+)+$/);
    }
    expect(TIMES.some((time) => query.includes(time))).toBe(true);
  });

  /** Returns the labels of a panel's series or rows: those by which its queries group. */
  function labelsOf(panel: PanelFile): string[] {
    const text = (panel.targets ?? []).map(({ expr = "" }) => expr).join(" ");
    return [...text.matchAll(/by \(([^)]*)\)/g)].flatMap(([, names = ""]) => names.split(/,\s*/));
  }

  it.each(panels.filter(({ panel }) => panel.type !== "nodeGraph" && urlsIn(panel).length > 0))(
    "$uid, $title: uses only labels that its series or rows have",
    ({ panel }) => {
      const wanted = urlsIn(panel).flatMap((url) =>
        [...decodeURIComponent(url).matchAll(/\$\{__(?:field\.labels|data\.fields)\.(\w+)\}/g)].map(
          ([, label]) => label,
        ),
      );
      for (const label of wanted) expect(labelsOf(panel)).toContain(label);
    },
  );
});

describe("elements without a source in the stack are omitted", () => {
  it("whole dashboards", () => {
    const uids = (input: Partial<DashboardsInput>) => boardsWith(input).map(({ uid }) => uid);
    const all = uids({});
    const without = (...gone: string[]) => all.filter((uid) => !gone.includes(uid));
    expect(uids({ containerMetrics: undefined })).toEqual(without("containers", "container"));
    expect(uids({ hostMetrics: false })).toEqual(without("docker-host"));
    expect(uids({ spanMetrics: false })).toEqual(without("services"));
    expect(uids({ logs: false })).toEqual(without("logs"));
    expect(uids({ scraped: [] })).toEqual(without("pipeline"));
    expect(uids({ engineMetrics: false })).toEqual(without("docker-daemon"));
  });

  it("links to Alertmanager, if users cannot open it", () => {
    const pages = (alertmanagerPage: string) =>
      dashboards({ ...everything, alertmanagerPage })
        .flatMap(({ links = [] }) => links)
        .map(({ url }) => url)
        .filter((url) => url !== "" && url !== undefined);
    expect(pages("http://127.0.0.1:9093")).toEqual(["http://127.0.0.1:9093"]);
    expect(pages("")).toEqual([]);
  });

  it("single panels", () => {
    expect(titles({}, "containers")).toContain("OOM kills");
    expect(titles({ oomEvents: false }, "containers")).not.toContain("OOM kills");
    expect(titles({ oomEvents: false }, "container").join()).not.toContain("OOM");
    expect(titles({ logs: false }, "container")).not.toContain("Logs");
    expect(titles({ scraped: ["prometheus", "collector"] }, "pipeline").join()).not.toMatch(
      /Streams in memory|Spans received|Grafana/,
    );
    const fewer = titles({ containerMetrics: "docker_stats" }, "container");
    expect(fewer).toEqual(expect.arrayContaining(["CPU", "Memory and limit", "Network"]));
    expect(fewer.join()).not.toMatch(/throttled|Pressure|Health|Restarts|drops|operations/);
  });

  it("queries that docker_stats cannot answer, because it has fewer series", () => {
    const text = JSON.stringify(boardsWith({ containerMetrics: "docker_stats" }));
    const asked = new Set(text.match(/\bcontainer_[a-z_]+(?:_total|_bytes|_seconds|_state)\b/g));
    expect([...asked].sort()).toEqual([
      "container_cpu_usage_seconds_total",
      "container_memory_working_set_bytes",
      "container_spec_memory_limit_bytes",
    ]);
  });
});

import { type BoardFile, type PanelFile, panelsOf, type TargetFile } from "../boards";

/** Base URLs of the stores that the panels query. */
export interface Stores {
  readonly prometheus: string;
  readonly loki: string;
  readonly tempo: string;
}

/** A dashboard's variables, each with the text that Grafana inserts into queries. */
export type Values = Readonly<Record<string, string>>;

/** Time range of the dashboards, and scrape interval of the stack. */
const RANGE_SECONDS = 300;
const SCRAPE_SECONDS = 2;
const STEP_SECONDS = 5;

/** Runs every query of a dashboard. Returns the panels without any data, and the queries without data. */
export async function emptyQueries(
  board: BoardFile,
  stores: Stores,
  values: Values,
): Promise<{ panels: string[]; queries: string[] }> {
  const asked = panelsOf(board).map(async (panel) => {
    const targets = panel.targets ?? [];
    const found = await Promise.all(
      targets.map((target) => yields(board, panel, target, stores, values)),
    );
    const name = `${board.uid}: ${panel.title}`;
    return {
      panels: found.includes(true) ? [] : [name],
      queries: targets
        .filter((_target, index) => found[index] !== true)
        .map(({ refId }) => `${name} ${refId}`),
    };
  });
  const all = await Promise.all(asked);
  return {
    panels: all.flatMap(({ panels }) => panels),
    queries: all.flatMap(({ queries }) => queries),
  };
}

async function yields(
  board: BoardFile,
  panel: PanelFile,
  target: TargetFile,
  stores: Stores,
  values: Values,
): Promise<boolean> {
  const text = (expression: string | undefined) => filled(expression ?? "", target, values);
  try {
    switch (target.datasource?.type) {
      case "prometheus":
        return await anyNumber(stores.prometheus, text(target.expr), target.instant === true);
      case "loki":
        return await anyLine(stores.loki, text(target.expr));
      case "tempo":
        return target.queryType === "serviceMap"
          ? await anyEdge(stores.prometheus, (target.serviceMapQuery ?? []).map(text))
          : await anyTrace(stores.tempo, text(target.query));
      default:
        throw new Error("the panel has no data source");
    }
  } catch (error) {
    throw new Error(`${board.uid}: ${panel.title} ${target.refId}: ${String(error)}`, {
      cause: error,
    });
  }
}

/** Values of "All". Grafana does not escape them. */
const ALL: readonly string[] = ["..*", ".*"];

/** Replaces the variables with their values. Computes Grafana's own interval variables as Grafana does. */
export function filled(text: string, target: TargetFile, values: Values): string {
  const scrape = target.interval === undefined ? SCRAPE_SECONDS : Number.parseInt(target.interval);
  const own: Values = {
    __rate_interval: `${Math.max(Math.max(STEP_SECONDS, scrape) + scrape, 4 * scrape)}s`,
    __range: `${RANGE_SECONDS}s`,
    __range_s: String(RANGE_SECONDS),
    __from: String(Date.now() - RANGE_SECONDS * 1000),
    __to: String(Date.now()),
    __auto: `${STEP_SECONDS}s`,
  };
  return text.replaceAll(
    /\$(?:\{(\w+)(?::(\w+))?\}|(\w+))/g,
    (all: string, braced: string, format: string | undefined, bare: string) => {
      const value = values[braced || bare] ?? own[braced || bare];
      if (value === undefined) throw new Error(`no value for ${all}`);
      return format === "regex" && !ALL.includes(value)
        ? value.replaceAll(/[.*+?^${}()[\]\\]/g, "\\$&")
        : value;
    },
  );
}

interface Answer {
  readonly data: {
    readonly result: readonly {
      readonly value?: readonly [number, string];
      readonly values?: readonly (readonly [number | string, string])[];
    }[];
  };
}

function range(unit: number): Record<string, string> {
  const now = Math.floor(Date.now() / 1000);
  return {
    start: String((now - RANGE_SECONDS) * unit),
    end: String(now * unit),
    step: String(STEP_SECONDS),
  };
}

async function anyNumber(base: string, query: string, instant: boolean): Promise<boolean> {
  const path = instant ? "/api/v1/query" : "/api/v1/query_range";
  const { data } = await get<Answer>(base, path, { query, ...(instant ? {} : range(1)) });
  return data.result.some(({ value, values = [] }) =>
    [...values, ...(value === undefined ? [] : [value])].some(([, text]) => text !== "NaN"),
  );
}

async function anyLine(base: string, query: string): Promise<boolean> {
  const parameters = { query, limit: "20", ...range(1_000_000_000) };
  const { data } = await get<Answer>(base, "/loki/api/v1/query_range", parameters);
  return data.result.some(({ values = [] }) => values.length > 0);
}

async function anyTrace(base: string, q: string): Promise<boolean> {
  const { start = "", end = "" } = range(1);
  const { traces = [] } = await get<{ traces?: unknown[] }>(base, "/api/search", { q, start, end });
  return traces.length > 0;
}

/** Returns whether Grafana's service graph would have an edge: one that any of the filters matches. */
async function anyEdge(prometheus: string, filters: readonly string[]): Promise<boolean> {
  const edges = filters.map(
    (filter) =>
      `sum by (client, server) (rate(traces_service_graph_request_total${filter}[${RANGE_SECONDS}s]))`,
  );
  return anyNumber(prometheus, edges.join(" or "), true);
}

/** Returns the values that a variable offers, in the order of their names. */
export async function offered(
  board: BoardFile,
  name: string,
  stores: Stores,
  values: Values,
): Promise<string[]> {
  const variable = board.templating.list.find((one) => one.name === name);
  if (variable === undefined) throw new Error(`${board.uid} has no variable ${name}`);
  const { query } = variable;
  const { start = "", end = "" } = range(1);
  if (typeof query === "object") {
    const stream = filled(query.stream, { refId: "" }, values);
    const path = `/loki/api/v1/label/${query.label}/values`;
    const parameters = { start: `${start}000000000`, ...(stream === "" ? {} : { query: stream }) };
    return (await get<{ data?: string[] }>(stores.loki, path, parameters)).data ?? [];
  }
  const [, expression] = /^query_result\((.+)\)$/s.exec(query ?? "") ?? [];
  if (expression !== undefined) {
    const time = String(Number(filled("$__to", { refId: "" }, values)) / 1000);
    const { data } = await get<{ data: { result: { metric: Values }[] } }>(
      stores.prometheus,
      "/api/v1/query",
      { query: filled(expression, { refId: "" }, values), time },
    );
    return picked(data.result, variable.regex ?? "");
  }
  const [, series = "", label = ""] = /^label_values\((.+), (\w+)\)$/.exec(query ?? "") ?? [];
  const parameters = { "match[]": filled(series, { refId: "" }, values), start, end };
  return (
    await get<{ data: string[] }>(stores.prometheus, `/api/v1/label/${label}/values`, parameters)
  ).data;
}

/** Returns the values that a variable's regex extracts from a query result in Grafana's text form. */
function picked(result: readonly { readonly metric: Values }[], pattern: string): string[] {
  const regex = new RegExp(pattern.replace(/^\/|\/$/g, ""));
  return result.flatMap(({ metric }) => {
    const labels = Object.entries(metric).map(([name, value]) => `${name}="${value}"`);
    const [, value] = regex.exec(`{${labels.join(",")}}`) ?? [];
    return value === undefined ? [] : [value];
  });
}

async function get<T>(base: string, path: string, query: Record<string, string>): Promise<T> {
  const response = await fetch(`${base}${path}?${new URLSearchParams(query).toString()}`);
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

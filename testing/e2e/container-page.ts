import { type BoardFile, type PanelFile, panelsOf } from "../boards";
import type { Life } from "./life";
import { filled, offered, type Stores, type Values } from "./panel-queries";
import { provisionedBoards } from "./provisioned-boards";
import { getJson } from "./stores";

interface Vector {
  readonly data: {
    readonly result: readonly {
      readonly metric: Record<string, string>;
      readonly value: readonly [number, string];
    }[];
  };
}

/** The dashboard "Container" after a link has opened it, and the data that it shows. */
export class ContainerPage {
  private constructor(
    private readonly board: BoardFile,
    private readonly stores: Stores,
    readonly values: Values,
  ) {}

  /** Returns a function that follows links to the dashboard in Grafana. */
  static async follower({ stack }: Life): Promise<(url: string) => Promise<ContainerPage>> {
    const [board] = await provisionedBoards(stack, ["container"]);
    if (board === undefined) throw new Error("the dashboard of containers is missing");
    const stores = {
      prometheus: stack.url("prometheusPort"),
      loki: stack.url("lokiPort"),
      tempo: stack.url("tempoPort"),
    };
    return (url) => ContainerPage.open(board, url, stores);
  }

  /** Follows a link of a span: sets the dashboard's variables in their order, at the link's time. */
  private static async open(board: BoardFile, url: string, stores: Stores): Promise<ContainerPage> {
    const { searchParams: given } = new URL(url, "http://grafana");
    const [from, to] = shownTime(given);
    const panel = given.get("viewPanel");
    if (panel !== null && !panelsOf(board).some(({ id }) => `panel-${id}` === panel)) {
      throw new Error(`there is no ${panel}`);
    }
    let values: Values = {
      environment: given.get("var-environment") ?? "..*",
      host: given.get("var-host") ?? ".*",
      of: given.get("var-of") ?? "",
      __from: String(from),
      __to: String(to),
      __range: `${to - from}ms`,
    };
    const [first = ""] = await offered(board, "container", stores, values);
    values = { ...values, container: given.get("var-container") ?? first };
    for (const name of ["at", "id", "address"]) {
      const all = await offered(board, name, stores, values);
      values = { ...values, [name]: all.join("|") };
    }
    return new ContainerPage(board, stores, values);
  }

  /** Returns the series of a panel: a table's rows at the end of the time range, or a graph's lines within it. */
  async series(title: string): Promise<Record<string, string>[]> {
    const { query, instant } = this.target(title);
    const times = instant
      ? { time: this.seconds("__to") }
      : { start: this.seconds("__from"), end: this.seconds("__to"), step: "5" };
    const { data } = await getJson<{ data: { result: { metric: Record<string, string> }[] } }>(
      this.stores.prometheus,
      `/api/v1/query${instant ? "" : "_range"}`,
      { query, ...times },
    );
    return data.result.map(({ metric }) => metric);
  }

  /** Returns the lines of the panel "Logs". */
  async lines(): Promise<{ labels: Record<string, string>; line: string }[]> {
    const { data } = await getJson<{
      data: { result: { stream: Record<string, string>; values: [string, string][] }[] };
    }>(this.stores.loki, "/loki/api/v1/query_range", {
      query: this.query("Logs"),
      start: this.seconds("__from"),
      end: this.seconds("__to"),
      limit: "1000",
    });
    return data.result.flatMap(({ stream, values }) =>
      values.map(([, line]) => ({ labels: stream, line })),
    );
  }

  /** Returns the traces of the panel "Traces". */
  async traces(): Promise<string[]> {
    const { traces = [] } = await getJson<{ traces?: { traceID: string }[] }>(
      this.stores.tempo,
      "/api/search",
      {
        q: this.query("Traces"),
        start: String(Math.floor(Number(this.seconds("__from")))),
        end: String(Math.ceil(Number(this.seconds("__to")))),
        limit: "1000",
      },
    );
    return traces.map(({ traceID }) => traceID.padStart(32, "0"));
  }

  /** Returns the link on an instance's ID in the table of instances, with Grafana's variables replaced. */
  async instanceLink(id: string): Promise<string> {
    const { targets = [], fieldConfig } = this.panel("Instances and their addresses");
    let url = fieldConfig?.overrides
      .find(({ matcher }) => matcher.options === "container_id")
      ?.properties.flatMap(({ value }) =>
        Array.isArray(value) ? (value as { url: string }[]) : [],
      )
      .at(0)?.url;
    if (url === undefined) throw new Error("the table of instances has no link");
    for (const { refId, expr = "" } of targets) {
      const query = filled(expr, { refId }, this.values);
      const { data } = await getJson<Vector>(this.stores.prometheus, "/api/v1/query", {
        query,
        time: this.seconds("__to"),
      });
      const row = data.result.find(({ metric }) => metric["container_id"] === id);
      if (row === undefined) throw new Error(`${id} is not in the table of instances`);
      url = url.replace(`\${__data.fields["Value #${refId}"].numeric}`, row.value[1]);
      for (const [label, value] of Object.entries(row.metric)) {
        url = url.replace(`\${__data.fields.${label}}`, value);
      }
    }
    return url.replace("$container", this.values["container"] ?? "");
  }

  private query(title: string): string {
    return this.target(title).query;
  }

  private panel(title: string): PanelFile {
    const panel = panelsOf(this.board).find((one) => one.title === title);
    if (panel === undefined) throw new Error(`there is no panel ${title}`);
    return panel;
  }

  private target(title: string): { query: string; instant: boolean } {
    const [target] = this.panel(title).targets ?? [];
    if (target === undefined) throw new Error(`${title} has no query`);
    const query = filled(target.expr ?? target.query ?? "", target, this.values);
    return { query, instant: target.instant === true };
  }

  private seconds(name: "__from" | "__to"): string {
    return String(Number(this.values[name]) / 1000);
  }
}

/** Returns the start and the end of the time range, in milliseconds: as given, or around a given time. */
function shownTime(given: URLSearchParams): [number, number] {
  const number = (name: string) => Number(given.get(name));
  if (given.has("from")) return [number("from"), number("to")];
  const half = number("time.window") / 2;
  return [number("time") - half, number("time") + half];
}

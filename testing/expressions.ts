import { load } from "js-yaml";
import { panelsOf, type BoardFile, type TargetFile } from "./boards";

export type Language = "promql" | "logql" | "traceql";

/** An expression in a rendered file, and its location. */
export interface Expression {
  readonly where: string;
  readonly language: Language;
  readonly text: string;
}

/** Files by service, as `renderedFiles` returns them. */
type Rendered = Readonly<Partial<Record<string, Readonly<Record<string, string>>>>>;

const LANGUAGES: Readonly<Record<string, Language>> = {
  prometheus: "promql",
  loki: "logql",
  tempo: "traceql",
};

/** Finds every PromQL, LogQL and TraceQL expression in the files of all of a stack's services. */
export function expressionsOf(files: Rendered): Expression[] {
  return Object.entries(files).flatMap(([service, texts]) =>
    Object.entries(texts ?? {}).flatMap(([path, text]) => {
      const where = `${service}:${path}`;
      if (path.endsWith(".json")) return ofBoard(where, JSON.parse(text) as BoardFile);
      if (!/\.ya?ml$/.test(path)) return [];
      const document = load(text);
      if (has(document, "groups")) return ofRules(where, document);
      if (has(document, "datasources")) return ofSources(where, document);
      return [];
    }),
  );
}

function has<Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> {
  return typeof value === "object" && value !== null && key in value;
}

export interface RuleFile {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly record?: string;
      readonly alert?: string;
      readonly expr: string;
      readonly labels?: Readonly<Record<string, string>>;
    }[];
  }[];
}

function ofRules(where: string, document: object): Expression[] {
  return (document as RuleFile).groups.flatMap(({ rules }) =>
    rules.map(({ record, alert, expr }) => ({
      where: `${where}: ${record ?? alert ?? "?"}`,
      language: "promql" as const,
      text: expr,
    })),
  );
}

function ofBoard(path: string, board: BoardFile): Expression[] {
  const starts = new Map(
    board.templating.list
      .filter(({ type, query }) => type === "textbox" && typeof query === "string")
      .map(({ name, query }) => [name, query as string]),
  );
  const found: Expression[] = [];
  const add = (where: string, language: Language | undefined, text: string | undefined) => {
    if (language !== undefined && text !== undefined) {
      found.push({ where: `${path}: ${where}`, language, text: filled(text, starts) });
    }
  };
  for (const panel of panelsOf(board)) {
    for (const target of panel.targets ?? []) {
      const language = languageOf(target);
      const where = `${panel.title} ${target.refId}`;
      for (const filter of target.serviceMapQuery ?? []) {
        add(where, "promql", `traces_service_graph_request_total${filter}`);
      }
      if (target.queryType !== "serviceMap") add(where, language, target.expr ?? target.query);
    }
  }
  for (const { name, query, datasource } of board.templating.list) {
    const where = `variable ${name}`;
    const language = LANGUAGES[datasource?.type ?? ""];
    if (typeof query === "string" && language === "promql") {
      const [, series, label = ""] = /^label_values\((.+), (\w+)\)$/.exec(query) ?? [];
      const [, whole = query] = /^query_result\((.+)\)$/s.exec(query) ?? [];
      add(where, language, series === undefined ? whole : `count by (${label}) (${series})`);
    } else if (typeof query === "object" && language === "logql" && query.stream !== "") {
      add(where, language, query.stream);
    }
  }
  for (const url of urlsIn(board)) {
    for (const query of exploredBy(url)) {
      add(`link ${url.slice(0, 40)}`, languageOf(query), query.expr ?? query.query);
    }
  }
  return found;
}

function languageOf(target: TargetFile): Language | undefined {
  return LANGUAGES[target.datasource?.type ?? ""];
}

/** Returns every URL that this document links to. */
export function urlsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(urlsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === "url" && typeof item === "string" ? [item] : urlsIn(item),
  );
}

/** Returns the queries that a link opens in Explore. */
function exploredBy(url: string): TargetFile[] {
  const [, panes] = /^\/explore\?.*\bpanes=([^&]+)/.exec(url) ?? [];
  if (panes === undefined) return [];
  const parsed = JSON.parse(decodeURIComponent(panes)) as Record<string, { queries: TargetFile[] }>;
  return Object.values(parsed).flatMap(({ queries }) => queries);
}

/** Finds the queries of links between data sources. The nearest enclosing data source determines a query's language. */
function ofSources(where: string, document: object): Expression[] {
  const uids: Readonly<Record<string, Language>> = LANGUAGES;
  const found: Expression[] = [];
  const walk = (value: unknown, path: string, language: Language | undefined): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        walk(item, `${path}[${index}]`, language);
      });
    } else if (typeof value === "object" && value !== null) {
      const entries = Object.entries(value);
      const [, uid] = entries.find(([key]) => /^(?:datasourceUid|targetUID)$/.test(key)) ?? [];
      const nearest = typeof uid === "string" ? uids[uid] : language;
      for (const [key, item] of entries) {
        if (typeof item !== "string") walk(item, `${path}.${key}`, nearest);
        else if ((key === "query" || key === "expr") && nearest !== undefined) {
          // Provisioning files escape a dollar sign as two dollar signs.
          const text = filled(item.replaceAll("$$", "$"), new Map());
          found.push({ where: `${where}: ${path}.${key}`, language: nearest, text });
        }
      }
    }
  };
  walk(document, "", undefined);
  return found;
}

/** Replaces each variable with a value that is valid in its place. */
function filled(text: string, starts: ReadonlyMap<string, string>): string {
  return text
    .replaceAll(/\$__(?:from|to|range_s)\b/g, "300")
    .replaceAll(/\$__(?:rate_interval|interval|range|auto)\b/g, "5m")
    .replaceAll(/\$\{[^}]*\}/g, (variable) => starts.get(/\w+/.exec(variable)?.[0] ?? "") ?? "x")
    .replaceAll(/\$(\w+)/g, (_all, name: string) => starts.get(name) ?? "x");
}

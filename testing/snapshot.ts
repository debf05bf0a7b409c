import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { jobs } from "../components/settings/labels";

/** Names of metrics with their labels by job, and of attributes of logs and spans. */
export interface Snapshot {
  /** By job and metric: the labels of all its series, separated by spaces. */
  readonly metrics: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly logs: { readonly stream: readonly string[]; readonly line: readonly string[] };
  /** Attributes in TraceQL's syntax: `resource.container.name`. */
  readonly traces: readonly string[];
}

/** The latest snapshot that `npm run series` recorded. */
export const SNAPSHOT_FILE = join(__dirname, "..", "tests", "contract", "series.json");

export function committed(): Snapshot {
  return JSON.parse(readFileSync(SNAPSHOT_FILE, "utf8")) as Snapshot;
}

/** Tempo 3.0.3's answer at `/metrics`, copied by hand: no machine of this project runs that version in its tests. */
const TEMPO_3_FILE = join(dirname(SNAPSHOT_FILE), "tempo-3.json");

export function metricsOfTempo3(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(TEMPO_3_FILE, "utf8")) as Readonly<Record<string, string>>;
}

/** The job of series that Tempo generates from spans: they have none. */
const NO_JOB = "";
const JOBS: readonly string[] = [...Object.values(jobs), NO_JOB];

/** Records the names in the last five minutes of data in a running stack's stores. */
export async function record(stores: {
  readonly prometheus: string;
  readonly loki: string;
  readonly tempo: string;
}): Promise<Snapshot> {
  const start = String(Math.floor(Date.now() / 1000) - 300);
  return {
    metrics: await recordMetrics(stores.prometheus, start),
    logs: await recordLogs(stores.loki, start),
    traces: await recordTraces(stores.tempo),
  };
}

async function recordMetrics(base: string, start: string): Promise<Snapshot["metrics"]> {
  // Excludes recorded series, whose names contain a colon. Their labels follow from the rules.
  const query = { "match[]": '{__name__=~"[^:]+"}', start };
  const series = await get<Record<string, string>[]>(base, "/api/v1/series", query);
  const found = new Map<string, Map<string, Set<string>>>();
  for (const { __name__ = "", job = NO_JOB, ...labels } of series) {
    // Apps' own metrics and jobs are not part of the contract, and the ALERTS series follow from the rules.
    if (__name__.startsWith("ALERTS")) continue;
    if (!JOBS.includes(job) || (job === NO_JOB && !__name__.startsWith("traces_"))) continue;
    const metrics = found.get(job) ?? new Map<string, Set<string>>();
    const names = metrics.get(__name__) ?? new Set(job === NO_JOB ? [] : ["job"]);
    for (const name of Object.keys(labels)) names.add(name);
    found.set(job, metrics.set(__name__, names));
  }
  return sorted(found, (metrics) => sorted(metrics, (names) => [...names].sort().join(" ")));
}

async function recordLogs(base: string, start: string): Promise<Snapshot["logs"]> {
  const range = { start: `${start}000000000` };
  const stream = await get<string[]>(base, "/loki/api/v1/labels", range);
  // A separate query for app logs: they may be rare among container logs.
  const all = new Set<string>();
  for (const which of ["", ' | trace_id != ""']) {
    const query = `{deployment_environment_name=~".+"}${which}`;
    const { result } = await get<{ result: { stream: Record<string, string> }[] }>(
      base,
      "/loki/api/v1/query_range",
      { ...range, query, limit: "5000" },
    );
    for (const { stream: names } of result) Object.keys(names).forEach((name) => all.add(name));
  }
  return {
    stream: stream.sort(),
    line: [...all].filter((name) => !stream.includes(name)).sort(),
  };
}

async function recordTraces(base: string): Promise<string[]> {
  const response = await fetch(`${base}/api/v2/search/tags`);
  const { scopes } = (await response.json()) as { scopes: { name: string; tags: string[] }[] };
  return scopes
    .filter(({ name }) => name === "resource")
    .flatMap(({ name, tags }) => tags.map((tag) => `${name}.${tag}`))
    .sort();
}

function sorted<From, To>(map: Map<string, From>, to: (value: From) => To): Record<string, To> {
  return Object.fromEntries(
    [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, to(value)]),
  );
}

async function get<T>(base: string, path: string, query: Record<string, string>): Promise<T> {
  const response = await fetch(`${base}${path}?${new URLSearchParams(query).toString()}`);
  if (!response.ok) throw new Error(`${base}${path}: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { data: T }).data;
}

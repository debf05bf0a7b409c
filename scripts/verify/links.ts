import { blocked, runs, upCommand, type Context } from "./context";
import { Final, type Check } from "./rows";

/** A uid that is not fixed: Grafana's own sources, or one that a variable chooses. */
const NOT_FIXED = /^(?:-- |\$|grafana$|__)/;

interface Source {
  uid: string;
  name: string;
  jsonData: Record<string, unknown>;
}
interface Found {
  uid: string;
  title: string;
  type: string;
}
type Json = Record<string, unknown>;
interface Opened {
  dashboard: Json;
  meta: { provisioned?: boolean };
}

type Ask = <T>(path: string, query?: Record<string, string>) => Promise<T>;

/** Whether everything that links and dashboards name is there: data sources, dashboards, recorded series. */
export function linkChecks(context: Context): Check[] {
  if (!runs(context, "grafana")) return [];
  const { stores, stack, grafana } = context;
  const ask: Ask = <T>(path: string, query: Record<string, string> = {}) =>
    stores.json<T>("grafana", path, query, grafana.headers);
  const base = stores.base("grafana");
  const common = {
    fix: `${upCommand(stack)} provisions them again`,
    skip: blocked(context, "grafana"),
  };
  return [
    {
      ...common,
      check: "Data source links resolve",
      asked: `${base}/api/datasources`,
      attempt: () => dataSourceLinks(ask),
    },
    {
      ...common,
      check: "Dashboard links resolve",
      asked: `${base}/api/search?type=dash-db`,
      attempt: () => dashboardLinks(ask),
    },
  ];
}

async function dataSourceLinks(ask: Ask): Promise<string> {
  const sources = await ask<Source[]>("/api/datasources");
  const uids = new Set(sources.map(({ uid }) => uid));
  const named = [...sources, ...(await correlations(ask))].flatMap(({ name, jsonData }) =>
    values(jsonData, /^(?:datasourceUid|alertmanagerUid|targetUID)$/).map((uid) => ({
      name,
      uid,
    })),
  );
  const dangling = named.filter(({ uid }) => !uids.has(uid));
  if (named.length === 0) throw new Error("no data source has a link");
  if (dangling.length > 0) {
    throw new Final(
      dangling
        .map(({ name, uid }) => `${name} links to "${uid}", which is not a data source`)
        .join("; "),
    );
  }
  return `${named.length} links between ${sources.length} data sources`;
}

async function dashboardLinks(ask: Ask): Promise<string> {
  const sources = new Set((await ask<Source[]>("/api/datasources")).map(({ uid }) => uid));
  const all = await ask<Found[]>("/api/search", { type: "dash-db" });
  const known = new Set(all.map(({ uid }) => uid));
  const problems: string[] = [];
  let links = 0;
  let provisioned = 0;
  for (const { uid, title } of all) {
    const { dashboard, meta } = await ask<Opened>(`/api/dashboards/uid/${uid}`);
    // What people make themselves is their own.
    if (meta.provisioned !== true) continue;
    provisioned++;
    for (const source of panelSources(dashboard)) {
      if (!sources.has(source))
        problems.push(`${title} queries "${source}", which is not a data source`);
    }
    const targets = [...JSON.stringify(dashboard).matchAll(/\/d\/([\w-]+)/g)].map(
      ([, to]) => to ?? "",
    );
    links += targets.length;
    for (const to of targets) {
      if (!known.has(to)) problems.push(`${title} links to /d/${to}, which is not a dashboard`);
    }
  }
  if (problems.length > 0) throw new Error([...new Set(problems)].join("; "));
  if (provisioned === 0) throw new Error("no dashboard is provisioned");
  return `${links} links between ${provisioned} dashboards`;
}

/** Correlations as further sources of links. A Grafana that has none, or does not tell them, adds nothing. */
async function correlations(ask: <T>(path: string) => Promise<T>): Promise<Source[]> {
  try {
    const found = await ask<{ correlations?: { label: string; targetUID?: string }[] }>(
      "/api/datasources/correlations",
    );
    return (found.correlations ?? []).map(({ label, targetUID }) => ({
      uid: label,
      name: `the correlation ${label}`,
      jsonData: targetUID === undefined ? {} : { targetUID },
    }));
  } catch {
    return [];
  }
}

/** Uids that the panels of a dashboard, and what they hold, take their data from. */
function panelSources(dashboard: Json): string[] {
  const found = values(dashboard, /^datasource$/, (value) =>
    typeof value === "object" && value !== null ? (value as Json)["uid"] : undefined,
  );
  return [...new Set(found)].filter((uid) => !NOT_FIXED.test(uid));
}

/** Every text that stands anywhere below under a key of this name. */
function values(
  node: unknown,
  key: RegExp,
  pick: (value: unknown) => unknown = (value) => value,
): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => {
    const own = key.test(name) ? [pick(value)].filter((text) => typeof text === "string") : [];
    return [...own, ...values(value, key, pick)];
  });
}

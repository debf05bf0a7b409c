import { load } from "js-yaml";
import { docker } from "./engine";

/** What Grafana reads at its start, as it stands in its container. In it `$$` is a dollar sign. */
interface Provisioned {
  datasources: {
    uid: string;
    jsonData: {
      tracesToLogsV2?: { query: string };
      tracesToMetrics?: {
        tags: { key: string; value: string }[];
        queries: { name: string; query: string }[];
      };
      derivedFields?: { matcherType: string; matcherRegex: string; datasourceUid: string }[];
      exemplarTraceIdDestinations?: { name: string; datasourceUid: string }[];
    };
    correlations?: {
      label: string;
      targetUID?: string;
      config: {
        target: { expr?: string; url?: string };
        transformations: { expression: string; mapValue: string }[];
      };
    }[];
  }[];
}

type DataSource = Provisioned["datasources"][number];

/** The data sources of the Grafana that runs, with their links. */
export function provisionedSources(grafana: string): Map<string, DataSource> {
  const text = docker(
    "exec",
    grafana,
    "sh",
    "-c",
    'cat "$GF_PATHS_PROVISIONING"/datasources/*.yaml',
  );
  const { datasources } = load(text.replaceAll("$$", "$")) as Provisioned;
  return new Map(datasources.map((source) => [source.uid, source]));
}

/** A resource's attributes, as a span has them. */
export type Resource = Readonly<Record<string, string>>;

/** The queries behind "Related metrics" of a span, as Grafana fills them in: only with tags that the span has. */
export function metricQueries(
  tempo: DataSource,
  resource: Resource,
): [name: string, query: string][] {
  const { tags = [], queries = [] } = tempo.jsonData.tracesToMetrics ?? {};
  const filled = tags
    .filter(({ key }) => resource[key] !== undefined)
    .map(({ key, value }) => `${value}="${resource[key] ?? ""}"`)
    .join(", ");
  return queries.map(({ name, query }) => [name, query.replace("$__tags", filled)]);
}

export function traceLogsQuery(tempo: DataSource, traceId: string): string {
  return (tempo.jsonData.tracesToLogsV2?.query ?? "").replace("${__trace.traceId}", traceId);
}

/** The links that Grafana shows on a span: those of whose variables it finds all in the span's resource. */
export function spanLinks(
  tempo: DataSource,
  resource: Resource,
): { label: string; target: { expr?: string; url?: string }; to: string | undefined }[] {
  const serviceTags = JSON.stringify(
    Object.entries(resource).map(([key, value]) => ({ key, value })),
  );
  return (tempo.correlations ?? []).flatMap(({ label, targetUID, config }) => {
    let text = JSON.stringify(config.target);
    for (const { expression, mapValue } of config.transformations) {
      const value = new RegExp(expression).exec(serviceTags)?.[1];
      if (value !== undefined) text = text.replaceAll(`\${${mapValue}}`, value);
    }
    const target = JSON.parse(text) as { expr?: string; url?: string };
    return text.includes("${") ? [] : [{ label, target, to: targetUID }];
  });
}

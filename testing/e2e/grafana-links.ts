import { load } from "js-yaml";
import { docker } from "./engine";

/** Grafana's provisioning file of data sources, as in its container. It escapes a dollar sign as `$$`. */
interface Provisioned {
  datasources: {
    uid: string;
    jsonData: {
      tracesToLogsV2?: { query: string };
      derivedFields?: { matcherType: string; matcherRegex: string; datasourceUid: string }[];
      exemplarTraceIdDestinations?: { name: string; datasourceUid: string }[];
    };
    correlations?: {
      label: string;
      config: {
        target: { url: string };
        transformations: { expression: string; mapValue: string }[];
      };
    }[];
  }[];
}

type DataSource = Provisioned["datasources"][number];

/** Returns the data sources of the running Grafana, with their links. */
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

/** Resource attributes of a span. */
export type Resource = Readonly<Record<string, string>>;

export function traceLogsQuery(tempo: DataSource, traceId: string): string {
  return (tempo.jsonData.tracesToLogsV2?.query ?? "").replace("${__trace.traceId}", traceId);
}

/** Returns the links that Grafana shows on a span: those whose variables it all finds in the trace and its resource. */
export function spanLinks(
  tempo: DataSource,
  resource: Resource,
  startTime: number,
): { label: string; url: string }[] {
  const serviceTags = JSON.stringify(
    Object.entries(resource).map(([key, value]) => ({ key, value })),
  );
  return (tempo.correlations ?? []).flatMap(({ label, config }) => {
    let url = config.target.url.replaceAll("${startTime}", String(startTime));
    for (const { expression, mapValue } of config.transformations) {
      const value = new RegExp(expression, "i").exec(serviceTags)?.[1];
      if (value !== undefined) url = url.replaceAll(`\${${mapValue}}`, value);
    }
    return url.includes("${") ? [] : [{ label, url }];
  });
}

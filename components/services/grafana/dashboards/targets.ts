import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import { DataqueryBuilder as LokiBuilder } from "@grafana/grafana-foundation-sdk/loki";
import {
  DataqueryBuilder as PrometheusBuilder,
  PromQueryFormat,
} from "@grafana/grafana-foundation-sdk/prometheus";
import {
  DataqueryBuilder as TempoBuilder,
  SearchTableType,
} from "@grafana/grafana-foundation-sdk/tempo";
import { dataSourceUids } from "../../../settings/labels";

export const prometheusSource = { type: "prometheus", uid: dataSourceUids.prometheus };
export const lokiSource = { type: "loki", uid: dataSourceUids.loki };
export const tempoSource = { type: "tempo", uid: dataSourceUids.tempo };

/** How many lines, traces or spans a list shows. */
const LINES = 500;
const TRACES = 20;

/** A query with the name by which its series are shown. */
export interface Series {
  readonly expr: string;
  readonly legend: string;
  /** How often its samples come, where that is not the scrape interval. */
  readonly interval?: string;
  /** Show the requests behind the line, each a link to its trace. */
  readonly exemplars?: boolean;
}

/** A query of a panel, without its letter. */
export type Target = (refId: string) => Builder<Dataquery>;

/** PromQL over the time range. */
export function metric({ expr, legend, interval, exemplars = false }: Series): Target {
  return (refId) => {
    const builder = new PrometheusBuilder()
      .datasource(prometheusSource)
      .expr(expr)
      .legendFormat(legend)
      .refId(refId)
      .range();
    if (interval !== undefined) builder.interval(interval);
    if (exemplars) builder.exemplar(true);
    return builder;
  };
}

/** PromQL at the end of the time range, as one value for each series. */
export function metricNow({ expr, legend }: Series): Target {
  return (refId) =>
    new PrometheusBuilder()
      .datasource(prometheusSource)
      .expr(expr)
      .legendFormat(legend)
      .refId(refId)
      .instant();
}

/** PromQL at the end of the time range, as rows of a table. */
export function metricRows(expr: string): Target {
  return (refId) =>
    new PrometheusBuilder()
      .datasource(prometheusSource)
      .expr(expr)
      .refId(refId)
      .instant()
      .format(PromQueryFormat.Table);
}

/** LogQL that counts: series over the time range. */
export function logMetric({ expr, legend }: Series): Target {
  return (refId) =>
    new LokiBuilder()
      .datasource(lokiSource)
      .expr(expr)
      .legendFormat(legend)
      .queryType("range")
      .refId(refId);
}

/** LogQL that selects lines. */
export function logLines(expr: string): Target {
  return (refId) =>
    new LokiBuilder()
      .datasource(lokiSource)
      .expr(expr)
      .maxLines(LINES)
      .queryType("range")
      .refId(refId);
}

/** What TraceQL calls the service of a span in its results. */
export const SPAN_SERVICE = "service.name";

/** TraceQL as a table of traces or of spans, each span with its service. */
export function traces(query: string, rows: "traces" | "spans"): Target {
  return (refId) =>
    new TempoBuilder()
      .datasource(tempoSource)
      .queryType("traceql")
      .query(rows === "spans" ? `${query} | select(name, resource.${SPAN_SERVICE})` : query)
      .limit(TRACES)
      .tableType(rows === "spans" ? SearchTableType.Spans : SearchTableType.Traces)
      .refId(refId);
}

/** The service graph. Each filter selects edges; shown are those of any of them. */
export function serviceMap(filters: readonly string[]): Target {
  return (refId) =>
    new TempoBuilder()
      .datasource(tempoSource)
      .queryType("serviceMap")
      .serviceMapQuery([...filters])
      .refId(refId);
}

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

/** Maximum number of lines, and of traces or spans, in a list. */
const LINES = 500;
const TRACES = 20;

/** A query with the displayed name of its series. */
export interface Series {
  readonly expr: string;
  readonly legend: string;
  /** Interval of its samples, if it differs from the scrape interval. */
  readonly interval?: string;
  /** Shows exemplars: individual requests, each with a link to its trace. */
  readonly exemplars?: boolean;
}

/** Builds a panel's query, given its letter. */
export type Target = (refId: string) => Builder<Dataquery>;

/** PromQL query over the time range. */
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

/** PromQL query at the end of the time range, with one value for each series. */
export function metricNow({ expr, legend }: Series): Target {
  return (refId) =>
    new PrometheusBuilder()
      .datasource(prometheusSource)
      .expr(expr)
      .legendFormat(legend)
      .refId(refId)
      .instant();
}

/** PromQL query at the end of the time range, with a table row for each series. */
export function metricRows(expr: string): Target {
  return (refId) =>
    new PrometheusBuilder()
      .datasource(prometheusSource)
      .expr(expr)
      .refId(refId)
      .instant()
      .format(PromQueryFormat.Table);
}

/** LogQL metric query over the time range. */
export function logMetric({ expr, legend }: Series): Target {
  return (refId) =>
    new LokiBuilder()
      .datasource(lokiSource)
      .expr(expr)
      .legendFormat(legend)
      .queryType("range")
      .refId(refId);
}

/** LogQL query for log lines. */
export function logLines(expr: string): Target {
  return (refId) =>
    new LokiBuilder()
      .datasource(lokiSource)
      .expr(expr)
      .maxLines(LINES)
      .queryType("range")
      .refId(refId);
}

/** Name of the column with a span's service in TraceQL results. */
export const SPAN_SERVICE = "service.name";

/** TraceQL query with a table of traces, or of spans with their service. */
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

/** Service graph query. It returns the edges that match any of the filters. */
export function serviceMap(filters: readonly string[]): Target {
  return (refId) =>
    new TempoBuilder()
      .datasource(tempoSource)
      .queryType("serviceMap")
      .serviceMapQuery([...filters])
      .refId(refId);
}

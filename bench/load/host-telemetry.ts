import { createHash, randomBytes } from "node:crypto";
import { SeverityNumber } from "@opentelemetry/api-logs";
import { SpanKind, SpanStatusCode, TraceFlags, ValueType } from "@opentelemetry/api";
import {
  ProtobufLogsSerializer,
  ProtobufMetricsSerializer,
  ProtobufTraceSerializer,
} from "@opentelemetry/otlp-transformer";
import { metrics, resources } from "@opentelemetry/sdk-node";
import { encoded } from "./payloads";

/** Series as Prometheus has them of a real container and of a real host. */
export interface Templates {
  readonly container: readonly Labels[];
  readonly host: readonly Labels[];
}

export type Labels = Readonly<Record<string, string>>;

/** A container of a host, both by number. */
export interface Place {
  readonly host: number;
  readonly index: number;
}

type Metrics = Parameters<typeof ProtobufMetricsSerializer.serializeRequest>[0];
type Metric = Metrics["scopeMetrics"][number]["metrics"][number];

/** Containers in a request: as many as keep it small. */
const AT_ONCE = 25;
const SCOPE = { name: "bench" };

export function hostName(host: number): string {
  return `synthetic-${host}`;
}

export function containerId({ host, index }: Place): string {
  return createHash("sha256").update(`${host} ${index}`).digest("hex").slice(0, 12);
}

/** Requests with one point of each series of a host and its containers. Labels are attributes of each point, as an agent sends them. */
export function metricsOf(
  templates: Templates,
  host: number,
  places: readonly Place[],
  now: number,
): Uint8Array[] {
  const own = templates.host.map((labels) => ({
    ...labels,
    host_name: hostName(host),
    instance: hostName(host),
  }));
  const groups = Array.from({ length: Math.ceil(places.length / AT_ONCE) }, (_, at) =>
    places.slice(at * AT_ONCE, (at + 1) * AT_ONCE).flatMap((place) =>
      templates.container.map((labels) => ({
        ...labels,
        host_name: hostName(host),
        container_name: `shop-${place.index}`,
        container_id: containerId(place),
      })),
    ),
  );
  return [own, ...groups]
    .filter((series) => series.length > 0)
    .map((series) => encoded(ProtobufMetricsSerializer.serializeRequest(request(series, now))));
}

function request(series: readonly Labels[], now: number): Metrics {
  const byName = new Map<string, Labels[]>();
  for (const { __name__: name = "", ...labels } of series) {
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [labels]);
    else known.push(labels);
  }
  return {
    resource: resources.resourceFromAttributes({
      "server.address": "cadvisor",
      "server.port": "8080",
      "url.scheme": "http",
    }),
    scopeMetrics: [
      { scope: SCOPE, metrics: [...byName].map(([name, points]) => metric(name, points, now)) },
    ],
  };
}

function metric(name: string, points: readonly Labels[], now: number): Metric {
  const counts = name.endsWith("_total");
  const time = hrTime(now);
  const common = {
    descriptor: {
      name,
      description: "",
      unit: "",
      type: counts ? metrics.InstrumentType.COUNTER : metrics.InstrumentType.GAUGE,
      valueType: ValueType.DOUBLE,
      advice: {},
    },
    aggregationTemporality: metrics.AggregationTemporality.CUMULATIVE,
    dataPoints: points.map((attributes) => ({
      startTime: [0, 0] as [number, number],
      endTime: time,
      attributes,
      // No two samples alike, as of a container that does something.
      value: now / 1000 + Math.random(),
    })),
  };
  return counts
    ? { ...common, dataPointType: metrics.DataPointType.SUM, isMonotonic: true }
    : { ...common, dataPointType: metrics.DataPointType.GAUGE };
}

/** A request with one log line of each container. */
export function lineOf(places: readonly Place[], now: number): Uint8Array {
  const time = hrTime(now);
  return encoded(
    ProtobufLogsSerializer.serializeRequest(
      places.map((place) => ({
        hrTime: time,
        hrTimeObserved: time,
        severityNumber: SeverityNumber.INFO,
        severityText: "INFO",
        body: `order ${now} was read from the store and sent to its buyer by container ${place.index}`,
        attributes: { "log.iostream": "stdout" },
        resource: resources.resourceFromAttributes({
          "host.name": hostName(place.host),
          "container.name": `shop-${place.index}`,
          "container.id": containerId(place),
        }),
        instrumentationScope: SCOPE,
        droppedAttributesCount: 0,
      })),
    ),
  );
}

/** A request with one span of each container. */
export function spanOf(places: readonly Place[], now: number): Uint8Array {
  const [startTime, endTime] = [hrTime(now - 20), hrTime(now)];
  return encoded(
    ProtobufTraceSerializer.serializeRequest(
      places.map((place) => {
        const context = {
          traceId: randomBytes(16).toString("hex"),
          spanId: randomBytes(8).toString("hex"),
          traceFlags: TraceFlags.SAMPLED,
        };
        return {
          name: "GET /orders/{id}",
          kind: SpanKind.SERVER,
          spanContext: () => context,
          startTime,
          endTime,
          duration: [0, 20_000_000] as [number, number],
          status: { code: SpanStatusCode.UNSET },
          attributes: { "http.request.method": "GET", "http.route": "/orders/{id}" },
          links: [],
          events: [],
          ended: true,
          resource: resources.resourceFromAttributes({
            "service.name": `shop-${place.index % 20}`,
            "host.name": hostName(place.host),
            "container.name": `shop-${place.index}`,
            "container.id": containerId(place),
          }),
          instrumentationScope: SCOPE,
          droppedAttributesCount: 0,
          droppedEventsCount: 0,
          droppedLinksCount: 0,
        };
      }),
    ),
  );
}

function hrTime(ms: number): [number, number] {
  return [Math.floor(ms / 1000), (ms % 1000) * 1_000_000];
}

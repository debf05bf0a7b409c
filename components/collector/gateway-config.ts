import { endpoints } from "../settings/endpoints";
import { attributes, SHORT_ID } from "../settings/labels";
import {
  durableQueue,
  extensions,
  MEMORY_LIMITER,
  memoryLimiter,
  service,
  type CollectorConfig,
} from "./blocks";

export interface GatewayInput {
  readonly environment: string;
  /** Name of the Docker host: a host by this name is no container, whatever it looks like. */
  readonly hostName: string;
  readonly queueSizeBytes: number;
  /** `host:port` that takes OTLP over gRPC. */
  readonly tempoOtlpEndpoint: string;
  readonly lokiUrl: string;
  readonly prometheusUrl: string;
  /** Where a copy of everything goes; its headers stand in a file of their own. */
  readonly upstream:
    { readonly endpoint: string; readonly headersFile: string | undefined } | undefined;
}

const IDENTITY = "transform/identity";

export function buildGatewayConfig(input: GatewayInput): CollectorConfig {
  const queue = durableQueue(input.queueSizeBytes);
  const upstream = input.upstream === undefined ? [] : ["otlp_http/upstream"];
  const pipeline = (store: string) => ({
    receivers: ["otlp"],
    processors: [MEMORY_LIMITER, IDENTITY],
    exporters: [store, ...upstream],
  });
  return {
    extensions: extensions(),
    receivers: {
      otlp: {
        protocols: {
          grpc: { endpoint: `0.0.0.0:${endpoints.collector.grpc}`, max_recv_msg_size_mib: 64 },
          http: { endpoint: `0.0.0.0:${endpoints.collector.http}` },
        },
      },
    },
    processors: {
      [MEMORY_LIMITER]: memoryLimiter(),
      [IDENTITY]: identity(input),
    },
    exporters: {
      "otlp_grpc/tempo": {
        endpoint: input.tempoOtlpEndpoint,
        tls: { insecure: true },
        compression: "none",
        ...queue,
      },
      "otlp_http/loki": { endpoint: `${input.lokiUrl}/otlp`, compression: "none", ...queue },
      "otlp_http/prometheus": {
        endpoint: `${input.prometheusUrl}/api/v1/otlp`,
        compression: "none",
        ...queue,
      },
      ...(input.upstream === undefined
        ? {}
        : {
            "otlp_http/upstream": {
              endpoint: input.upstream.endpoint,
              ...(input.upstream.headersFile === undefined
                ? {}
                : { headers: `\${file:${input.upstream.headersFile}}` }),
              ...queue,
            },
          }),
    },
    service: service({
      traces: pipeline("otlp_grpc/tempo"),
      logs: pipeline("otlp_http/loki"),
      metrics: pipeline("otlp_http/prometheus"),
    }),
  };
}

/**
 * Makes a container the same thing on every signal: `container.id` is the first 12 digits, taken from
 * the default host name of a container where the SDK sends no id. Such a host name then goes: it names no
 * host, and would be a label with a new value for each container. What else an app sets stays as it is.
 */
function identity({ environment, hostName }: GatewayInput): object {
  const attribute = (name: string) => `attributes["${name}"]`;
  const [id, host, place, short] = [
    attribute(attributes.containerId),
    attribute(attributes.hostName),
    attribute(attributes.environment),
    attribute(attributes.environmentShort),
  ];
  const isContainer = `${host} != ${JSON.stringify(hostName)} and IsMatch(${host}, "^${SHORT_ID}$$")`;
  const statements = [
    `set(${id}, Substring(${id}, 0, 12)) where IsMatch(${id}, "^${SHORT_ID}[0-9a-f]+$$")`,
    `set(${id}, ${host}) where ${id} == nil and ${host} != nil and ${isContainer}`,
    `delete_key(attributes, "${attributes.hostName}") where ${host} == ${id} and ${isContainer}`,
    `set(${place}, ${JSON.stringify(environment)}) where ${place} == nil`,
    `set(${short}, ${place}) where ${short} == nil`,
  ];
  const onResource = [{ context: "resource", statements }];
  return {
    error_mode: "ignore",
    trace_statements: onResource,
    log_statements: [
      ...onResource,
      // Loki would store it with each line, and split every query's result by it.
      {
        context: "log",
        statements: ["set(observed_time_unix_nano, 0) where time_unix_nano != 0"],
      },
    ],
    metric_statements: onResource,
  };
}

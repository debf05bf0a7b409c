import { endpoints } from "../settings/endpoints";
import { attributes, SHORT_ID } from "../settings/labels";
import { clientTls, tlsPaths, type Tls } from "../settings/tls";
import {
  durableQueue,
  extensions,
  largestMessageMiB,
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
  readonly lokiTls: Tls | undefined;
  readonly prometheusTls: Tls | undefined;
  /** What the published ports ask of a client; undefined where they are the plain ones. */
  readonly published: { readonly auth: "none" | "token" | "mtls" } | undefined;
  /** Where a copy of everything goes; its headers stand in a file of their own. */
  readonly upstream:
    { readonly endpoint: string; readonly headersFile: string | undefined } | undefined;
}

const IDENTITY = "transform/identity";
const TOKEN = "bearertokenauth";

export function buildGatewayConfig(input: GatewayInput): CollectorConfig {
  const queue = durableQueue(input.queueSizeBytes);
  const upstream = input.upstream === undefined ? [] : ["otlp_http/upstream"];
  const pipeline = (store: string) => ({
    receivers: ["otlp", ...(input.published === undefined ? [] : ["otlp/published"])],
    processors: [MEMORY_LIMITER, IDENTITY],
    exporters: [store, ...upstream],
  });
  return {
    extensions: {
      ...extensions(),
      ...(asksToken(input) ? { [TOKEN]: { filename: tlsPaths.otlpToken } } : {}),
    },
    receivers: {
      otlp: {
        protocols: {
          grpc: {
            endpoint: `0.0.0.0:${endpoints.collector.grpc}`,
            max_recv_msg_size_mib: largestMessageMiB(input.queueSizeBytes, 64),
          },
          http: {
            endpoint: `0.0.0.0:${endpoints.collector.http}`,
            max_request_body_size: largestMessageMiB(input.queueSizeBytes, 20) * 2 ** 20,
          },
        },
      },
      ...(input.published === undefined ? {} : { "otlp/published": published(input.published) }),
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
      "otlp_http/loki": {
        endpoint: `${input.lokiUrl}/otlp`,
        ...exporterTls(input.lokiTls),
        compression: "none",
        ...queue,
      },
      "otlp_http/prometheus": {
        endpoint: `${input.prometheusUrl}/api/v1/otlp`,
        ...exporterTls(input.prometheusTls),
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
    service: service(
      {
        traces: pipeline("otlp_grpc/tempo"),
        logs: pipeline("otlp_http/loki"),
        metrics: pipeline("otlp_http/prometheus"),
      },
      asksToken(input) ? [TOKEN] : [],
    ),
  };
}

function asksToken({ published }: GatewayInput): boolean {
  return published?.auth === "token";
}

/** What comes from outside the stack's network, which is trusted and has ports of its own. */
function published({ auth }: { auth: "none" | "token" | "mtls" }): object {
  const { grpcTls, httpTls } = endpoints.collector;
  const asks = {
    tls: {
      cert_file: tlsPaths.serverCertificate,
      key_file: tlsPaths.serverKey,
      ...(auth === "mtls" ? { client_ca_file: tlsPaths.clientCa } : {}),
    },
    ...(auth === "token" ? { auth: { authenticator: TOKEN } } : {}),
  };
  return {
    protocols: {
      grpc: { endpoint: `0.0.0.0:${grpcTls}`, max_recv_msg_size_mib: 64, ...asks },
      http: { endpoint: `0.0.0.0:${httpTls}`, ...asks },
    },
  };
}

function exporterTls(tls: Tls | undefined): object {
  if (tls === undefined) return {};
  const { server_name, ...files } = clientTls(tls);
  return {
    tls: { ...files, ...(server_name === undefined ? {} : { server_name_override: server_name }) },
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

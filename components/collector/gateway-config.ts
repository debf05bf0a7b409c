import { endpoints } from "../settings/endpoints";
import { SHORT_ID } from "../settings/labels";
import { clientTls, tlsPaths, type Tls } from "../settings/tls";
import { balancer, BALANCER, fromPeers, FROM_PEERS } from "./balancing";
import {
  durableQueue,
  extensions,
  MEMORY_LIMITER,
  memoryLimiter,
  service,
  type CollectorConfig,
  type Pipeline,
} from "./blocks";
import { identity } from "./identity";
import { asksAllowed } from "./keepalive";
import { otlpReceiver } from "./otlp-receiver";

export interface GatewayInput {
  readonly environment: string;
  /** Name of the Docker host: a host by this name is no container, whatever it looks like. */
  readonly hostName: string;
  readonly queueSizeBytes: number;
  /** Whether there are several gateways, each of which takes all spans of a trace that is its own. */
  readonly balanced: boolean;
  /** `host:port` that takes OTLP over gRPC. */
  readonly tempoOtlpEndpoint: string;
  readonly lokiUrl: string;
  readonly prometheusUrl: string;
  readonly lokiTls: Tls | undefined;
  readonly prometheusTls: Tls | undefined;
  /**
   * Names of the other hosts whose agents send here; undefined where none do. Who sends from the stack's network is then told
   * from them by the host's name.
   */
  readonly otherHosts: readonly string[] | undefined;
  /** What the published ports ask of a client; undefined where they are the plain ones. */
  readonly published: { readonly auth: "none" | "token" | "mtls" } | undefined;
  /** Where a copy of everything goes; its headers stand in a file of their own. */
  readonly upstream:
    { readonly endpoint: string; readonly headersFile: string | undefined } | undefined;
}

const IDENTITY = "transform/identity";
const PUBLISHED_IDENTITY = "transform/identity-published";
const TOKEN = "bearertokenauth";

export function buildGatewayConfig(input: GatewayInput): CollectorConfig {
  const queue = durableQueue(input.queueSizeBytes);
  const upstream = input.upstream === undefined ? [] : ["otlp_http/upstream"];
  const sources = sourcesOf(input);
  const pipelines = (signal: string, exporters: string[]) =>
    Object.entries(sources).map(([name, { receivers, processor }]): [string, Pipeline] => [
      `${signal}${name}`,
      { receivers, processors: [MEMORY_LIMITER, processor], exporters },
    ]);
  const forTempo = ["otlp_grpc/tempo", ...upstream];
  return {
    extensions: {
      ...extensions(),
      ...(asksToken(input) ? { [TOKEN]: { filename: tlsPaths.otlpToken } } : {}),
    },
    receivers: {
      otlp: otlpReceiver(input.queueSizeBytes),
      ...(input.published === undefined ? {} : { "otlp/published": published(input.published) }),
      ...(input.balanced ? { [FROM_PEERS]: fromPeers(input.queueSizeBytes) } : {}),
    },
    processors: {
      [MEMORY_LIMITER]: memoryLimiter(),
      ...Object.fromEntries(
        Object.values(sources).map(({ processor, config }) => [processor, config]),
      ),
    },
    exporters: {
      ...(input.balanced ? { [BALANCER]: balancer(input.queueSizeBytes) } : {}),
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
      Object.fromEntries([
        ...pipelines("traces", input.balanced ? [BALANCER] : forTempo),
        ...(input.balanced ? [["traces/peers", fromPeersTo(forTempo)] as const] : []),
        ...pipelines("logs", ["otlp_http/loki", ...upstream]),
        ...pipelines("metrics", ["otlp_http/prometheus", ...upstream]),
      ]),
      asksToken(input) ? [TOKEN] : [],
    ),
  };
}

/** The gateway that took them first has said whose they are. */
function fromPeersTo(exporters: string[]): Pipeline {
  return { receivers: [FROM_PEERS], processors: [MEMORY_LIMITER], exporters };
}

function looksLikeContainer(hostName: string): boolean {
  return new RegExp(`^${SHORT_ID}$`).test(hostName);
}

interface Source {
  readonly receivers: string[];
  readonly processor: string;
  readonly config: object;
}

/** By the end of a pipeline's name: where data comes from, and how it is told whose it is. */
function sourcesOf(input: GatewayInput): Record<string, Source> {
  const { environment, hostName, otherHosts, published } = input;
  const receivers = published === undefined ? ["otlp"] : ["otlp", "otlp/published"];
  const own = { environment, hostNames: [hostName], sendersHost: undefined };
  if (otherHosts === undefined) {
    return { "": { receivers, processor: IDENTITY, config: identity(own) } };
  }
  // The others are named only where they have to be: so a host that comes or goes is no change of this configuration.
  const known = { environment, hostNames: [hostName, ...otherHosts.filter(looksLikeContainer)] };
  return {
    "": {
      receivers: ["otlp"],
      processor: IDENTITY,
      config: identity({ ...known, sendersHost: hostName }),
    },
    "/published": {
      receivers: ["otlp/published"],
      processor: PUBLISHED_IDENTITY,
      config: identity({ ...known, sendersHost: undefined }),
    },
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
      grpc: {
        endpoint: `0.0.0.0:${grpcTls}`,
        max_recv_msg_size_mib: 64,
        keepalive: asksAllowed,
        ...asks,
      },
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

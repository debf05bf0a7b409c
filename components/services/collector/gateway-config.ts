import { SHORT_ID } from "../../settings/labels";
import { clientTls, tlsPaths, type Tls } from "../../settings/tls";
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
import { agentsOtlpReceiver, otlpReceiver, publishedOtlpReceiver } from "./otlp-receiver";
import { sendersIdentity } from "./sender-address";

export interface GatewayInput {
  readonly environment: string;
  /** Name of the Docker host: a host by this name is no container, whatever it looks like. */
  readonly hostName: string;
  readonly queueSizeBytes: number;
  /** Where the address of a container on the stack's network is unique: see `addressScope`. Undefined: none is added. */
  readonly addressScope: string | undefined;
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
  /** What the published ports require of a client; undefined where they are plain and require nothing. */
  readonly published: { readonly auth: "none" | "token" | "mtls" } | undefined;
  /** Where a copy of everything goes; its headers stand in a file of their own. */
  readonly upstream:
    { readonly endpoint: string; readonly headersFile: string | undefined } | undefined;
}

const OTHER_IDENTITY = "transform/identity-other";
const FROM_AGENTS = "otlp/agents";
const FROM_OUTSIDE = "otlp/published";
const TOKEN = "bearertokenauth";

export function buildGatewayConfig(input: GatewayInput): CollectorConfig {
  const upstream = input.upstream === undefined ? [] : ["otlp_http/upstream"];
  const sources = sourcesOf(input);
  const pipelines = (signal: string, exporters: string[]) =>
    Object.entries(sources).map(([name, { receivers, processors }]): [string, Pipeline] => [
      `${signal}${name}`,
      { receivers, processors: [MEMORY_LIMITER, ...Object.keys(processors)], exporters },
    ]);
  const forTempo = ["otlp_grpc/tempo", ...upstream];
  return {
    extensions: {
      ...extensions(),
      ...(asksToken(input) ? { [TOKEN]: { filename: tlsPaths.otlpToken } } : {}),
    },
    receivers: {
      otlp: otlpReceiver(input.queueSizeBytes),
      [FROM_AGENTS]: agentsOtlpReceiver(input.queueSizeBytes),
      [FROM_OUTSIDE]: publishedOtlpReceiver(input.queueSizeBytes, securityOf(input)),
      ...(input.balanced ? { [FROM_PEERS]: fromPeers(input.queueSizeBytes) } : {}),
    },
    processors: {
      [MEMORY_LIMITER]: memoryLimiter(),
      ...sources[""].processors,
      ...sources["/other"].processors,
    },
    exporters: exportersOf(input),
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

function exportersOf(input: GatewayInput): CollectorConfig["exporters"] {
  const queue = durableQueue(input.queueSizeBytes);
  return {
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
  /** In the order in which data passes them. */
  readonly processors: Readonly<Record<string, object>>;
}

/** By the end of a pipeline's name: where data comes from, and what identifies its sender. */
function sourcesOf({ environment, hostName, otherHosts, addressScope }: GatewayInput) {
  // The others are named only where they have to be: a host that comes or goes leaves this configuration unchanged.
  const hostNames = [hostName, ...(otherHosts ?? []).filter(looksLikeContainer)];
  const onNetwork = otherHosts === undefined ? undefined : hostName;
  return {
    "": {
      receivers: ["otlp"],
      processors: sendersIdentity({ environment, hostNames, sendersHost: onNetwork, addressScope }),
    },
    // An agent reports on others, and behind a published port every address is the one of the network's bridge.
    "/other": {
      receivers: [FROM_AGENTS, FROM_OUTSIDE],
      processors: {
        [OTHER_IDENTITY]: identity({
          environment,
          hostNames,
          sendersHost: undefined,
          addressScope: undefined,
        }),
      },
    },
  } satisfies Record<string, Source>;
}

function asksToken({ published }: GatewayInput): boolean {
  return published?.auth === "token";
}

/** The published ports' TLS and authentication; empty where they are plain. */
function securityOf({ published }: GatewayInput): object {
  if (published === undefined) return {};
  const { auth } = published;
  return {
    tls: {
      cert_file: tlsPaths.serverCertificate,
      key_file: tlsPaths.serverKey,
      ...(auth === "mtls" ? { client_ca_file: tlsPaths.clientCa } : {}),
    },
    ...(auth === "token" ? { auth: { authenticator: TOKEN } } : {}),
  };
}

function exporterTls(tls: Tls | undefined): object {
  if (tls === undefined) return {};
  const { server_name, ...files } = clientTls(tls);
  return {
    tls: { ...files, ...(server_name === undefined ? {} : { server_name_override: server_name }) },
  };
}

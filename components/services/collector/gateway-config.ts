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
  /** Name of the Docker host. It is never treated as a container ID, even if it looks like one. */
  readonly hostName: string;
  readonly queueSizeBytes: number;
  /**
   * Scope in which the address of a container on the stack's network is unique: see `addressScope`. Undefined: no
   * address is added.
   */
  readonly addressScope: string | undefined;
  /** Whether there are several gateways, each of which receives all spans of the traces that it is responsible for. */
  readonly balanced: boolean;
  /** `host:port` that accepts OTLP over gRPC. */
  readonly tempoOtlpEndpoint: string;
  readonly lokiUrl: string;
  readonly prometheusUrl: string;
  readonly lokiTls: Tls | undefined;
  readonly prometheusTls: Tls | undefined;
  /**
   * Names of the remote hosts whose agents send to this gateway. Undefined: none do. If set, the gateway adds its own
   * host name to telemetry from the stack's network, to distinguish it from theirs.
   */
  readonly otherHosts: readonly string[] | undefined;
  /** Authentication that the published ports require. Undefined: no TLS, no authentication. */
  readonly published: { readonly auth: "none" | "token" | "mtls" } | undefined;
  /** Additional destination of all signals. Its headers are in a separate file. */
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

/** Pipeline for spans from other gateways. The gateway that received a span first has already added its identity. */
function fromPeersTo(exporters: string[]): Pipeline {
  return { receivers: [FROM_PEERS], processors: [MEMORY_LIMITER], exporters };
}

function looksLikeContainer(hostName: string): boolean {
  return new RegExp(`^${SHORT_ID}$`).test(hostName);
}

interface Source {
  readonly receivers: string[];
  /** In processing order. */
  readonly processors: Readonly<Record<string, object>>;
}

/** Maps the suffix of a pipeline's name to its receivers and to the processors that identify the sender. */
function sourcesOf({ environment, hostName, otherHosts, addressScope }: GatewayInput) {
  // Include other hosts only if necessary, so that adding or removing a host usually does not change this
  // configuration.
  const hostNames = [hostName, ...(otherHosts ?? []).filter(looksLikeContainer)];
  const onNetwork = otherHosts === undefined ? undefined : hostName;
  return {
    "": {
      receivers: ["otlp"],
      processors: sendersIdentity({ environment, hostNames, sendersHost: onNetwork, addressScope }),
    },
    // No sender address here: an agent reports on other containers, and behind a published port all addresses are the
    // network bridge's.
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

/** Returns TLS and authentication of the published ports. Empty without TLS. */
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

import { z } from "zod";
import { image, memory } from "../../settings/container-settings";
import * as kinds from "../../settings/kinds";
import { placement } from "../../settings/placement";
import { url } from "../../settings/urls";
import type { ServiceManifest } from "../manifest";

const headers = z.record(
  z.string().regex(/^[\w-]+$/, "is not a header name of letters, digits, '_' and '-'"),
  z.string().regex(/^[^\p{Cc}\p{Cs}]+$/u, "is not one line of text"),
);

/** The gateway, to which apps send their telemetry. */
export const collector = {
  name: "collector",
  listed: "by default",
  endpoint: {
    host: "otel-collector",
    grpc: 4317,
    http: 4318,
    /** Container ports of the published ports, with TLS if the stack uses it. */
    publishedGrpc: 14317,
    publishedHttp: 14318,
    /** For the stack's own agents, over gRPC. Their address is not the address of the container that they report on. */
    agents: 4320,
    /** For spans that the stack's gateways send each other. */
    peers: 4319,
    health: 13133,
    telemetry: 8888,
  },
  servesTls: true,
  published: [
    { setting: "otlpGrpcPort", port: "publishedGrpc" },
    { setting: "otlpHttpPort", port: "publishedHttp" },
  ],
  image: "collectorImage",
  memory: "collectorMemoryMiB",
  releases:
    "https://github.com/open-telemetry/opentelemetry-collector-contrib/releases/tag/v{version}",
  // Older versions do not support `file_log`, `host_metrics` and the attributes of `system.cpu.time`.
  supported: ">=0.161.0",
  dataOwner: 10001,
  keepsQueues: true,
  backupTurn: 6,
  // This port serves only metrics, without TLS.
  scrape: { job: "otel-collector", host: "otel-collector", port: 8888, plain: true },
  buildInfo: { metric: "target_info", labels: ["service.version", "service_version"] },
  whileAway:
    "Apps cannot send, and SDKs and agents retry; accepted data stays queued on the volume.",
  onceRemoved: "Apps can no longer send telemetry to this stack.",
  settings: {
    otlpGrpcPort: kinds.port({
      default: 4317,
      sample: 14317,
      description:
        "Port on `bindAddress` for OTLP over gRPC from apps outside of the stack's network, and from remote hosts. Apps on the network do not need it.",
    }),
    otlpHttpPort: kinds.port({
      default: 4318,
      sample: 14318,
      description:
        "Port on `bindAddress` for OTLP over HTTP from apps outside of the stack's network. Apps on the network do not need it.",
    }),
    gatewayPlacement: placement({
      example: '["node.labels.gateway == true"]',
      sample: ["node.labels.gateway == true"],
      requires: { swarm: true },
      description:
        "Swarm nodes that run the gateways: as many nodes as `gatewayReplicas`. Each gateway keeps its queue on its node's disk. Empty: same as `backendPlacement`.",
    }),
    gatewayReplicas: kinds.whole({
      of: "of gateways",
      min: 1,
      max: 32,
      default: 1,
      sample: 3,
      requires: { swarm: true },
      description:
        "Number of gateways of a stack on a Swarm, each on its own node: see `gatewayPlacement`. All spans of a trace pass through one gateway, regardless of which gateways receive them, as long as no gateway starts or stops. `collectorMemoryMiB` and `queueSize` apply to each gateway. See [swarm](how-to/swarm.md#several-gateways).",
    }),
    upstreamOtlpEndpoint: url({
      instead: "give it as a header in upstreamOtlpHeaders, which is a secret",
      sample: "https://otlp.example.com",
      description:
        "Base URL of an OTLP/HTTP endpoint that receives a copy of every signal, in addition to the stores. The Collector appends `/v1/traces`, `/v1/metrics` and `/v1/logs`. Empty: none.",
    }),
    upstreamOtlpHeaders: kinds.structured(headers, {
      form: 'an object with header names and their values, such as {"authorization":"Bearer …"}',
      example: '{"authorization":"Bearer ..."}',
      secret: true,
      default: {},
      sample: { authorization: "Bearer abc" },
      requires: { upstreamOtlpEndpoint: "https://otlp.example.com" },
      description:
        "Headers for `upstreamOtlpEndpoint`, such as credentials. Set them with `--secret`. The Collector receives them as a file.",
    }),
    collectorMemoryMiB: memory({
      of: "the gateway Collector",
      default: 512,
      sample: 130,
      min: 128,
    }),
    collectorImage: image({
      name: "collector",
      of: "both Collectors",
      sample: "example.com/collector:0.165.1",
    }),
  },
} as const satisfies ServiceManifest;

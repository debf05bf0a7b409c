import { endpoints } from "../../settings/endpoints";
import {
  attributes,
  environmentLabels,
  SPAN_METRICS_INTERVAL,
  VERIFY_SERVICE,
} from "../../settings/labels";
import type { Bucket } from "../../settings/object-storage";
import type { TempoMajor } from "../../settings/tempo-version";
import { clientTls, serverTls, type ServerTls, type Tls } from "../../settings/tls";
import { liveTraces, type LiveTraces } from "./live-traces";

/** The keys of `tempo.yaml` this project sets, spelled the way Tempo spells them. */
export interface TempoConfig extends LiveTraces {
  server: { http_listen_port: number; log_level: string; http_tls_config?: ServerTls };
  internal_server?: { enable: boolean; http_listen_address: string; http_listen_port: number };
  stream_over_http_enabled: boolean;
  usage_report: { reporting_enabled: boolean };
  querier: object;
  distributor: { retry_after_on_resource_exhausted: string; receivers: object };
  metrics_generator?: object;
  storage: { trace: object };
  overrides: {
    defaults?: object;
    per_tenant_override_config: string;
    per_tenant_override_period: string;
  };
}

export interface TempoInput {
  readonly major: TempoMajor;
  /** Where span metrics and service graphs are written; empty for nowhere. */
  readonly prometheusUrl: string;
  readonly prometheusTls: Tls | undefined;
  /** Whether it speaks TLS, and asks for certificates. */
  readonly secure: boolean;
  readonly environment: string;
  /** Where traces are kept; undefined on the volume. */
  readonly bucket: Bucket | undefined;
  readonly dataPath: string;
  readonly overridesPath: string;
}

/** Where the parts of one Tempo reach each other. */
const OWN_GRPC = "127.0.0.1:9095";
/** The tenant of a Tempo without tenants. */
const TENANT = "single-tenant";

/** How often Tempo looks at the limits. */
export const LIMITS_PERIOD_SECONDS = 10;

export function buildTempoConfig(input: TempoInput): TempoConfig {
  return {
    server: {
      http_listen_port: endpoints.tempo.http,
      log_level: "info",
      ...(input.secure ? { http_tls_config: serverTls } : {}),
    },
    // Tells the health check, which has no certificate, whether it is ready; and nothing else.
    ...(input.secure
      ? {
          internal_server: {
            enable: true,
            http_listen_address: "127.0.0.1",
            http_listen_port: endpoints.tempo.health,
          },
        }
      : {}),
    stream_over_http_enabled: true,
    usage_report: { reporting_enabled: false },
    distributor: {
      // Makes a refusal for want of room one that the Collector tries again, instead of dropping the spans.
      retry_after_on_resource_exhausted: "5s",
      receivers: {
        otlp: {
          protocols: {
            grpc: {
              endpoint: `0.0.0.0:${endpoints.tempo.otlpGrpc}`,
              // The Collector sends batches of 4 MiB, and a span that is larger by itself.
              max_recv_msg_size_mib: 64,
            },
          },
        },
      },
    },
    // Its own, which it would take by itself, with a warning.
    querier: { frontend_worker: { frontend_address: OWN_GRPC } },
    ...liveTraces(input.major, { dataPath: input.dataPath, ownGrpc: OWN_GRPC }),
    ...(input.prometheusUrl === "" ? {} : { metrics_generator: metricsGenerator(input) }),
    storage: { trace: traces(input) },
    overrides: {
      per_tenant_override_config: input.overridesPath,
      per_tenant_override_period: `${LIMITS_PERIOD_SECONDS}s`,
    },
  };
}

function traces({ bucket, dataPath }: TempoInput): object {
  const wal = { path: `${dataPath}/wal` };
  if (bucket === undefined) return { backend: "local", wal, local: { path: `${dataPath}/blocks` } };
  const { name, endpoint, region, insecure } = bucket;
  // By the path, not by a name of the bucket's own: not every storage has names for its buckets.
  const s3 = { bucket: name, endpoint, region, insecure, forcepathstyle: true };
  return { backend: "s3", wal, s3 };
}

function metricsGenerator(input: TempoInput): object {
  const { prometheusUrl, prometheusTls, environment, dataPath } = input;
  return {
    registry: { external_labels: { source: "tempo", ...environmentLabels(environment) } },
    storage: {
      path: `${dataPath}/generator/wal`,
      // A Prometheus that stops at the same time is not waited for.
      remote_write_flush_deadline: "5s",
      remote_write: [
        {
          url: `${prometheusUrl}/api/v1/write`,
          send_exemplars: true,
          ...(prometheusTls === undefined ? {} : { tls_config: clientTls(prometheusTls) }),
        },
      ],
    },
    // How long after its end a span still counts: the queue may hold it while Tempo is away.
    metrics_ingestion_time_range_slack: "30s",
    processor: {
      span_metrics: {
        dimensions: [attributes.containerName, attributes.containerId, attributes.containerAddress],
        filter_policies: [{ exclude: strictly(attributes.serviceName, VERIFY_SERVICE) }],
      },
      service_graphs: { wait: "10s" },
    },
  };
}

/** Spans with this attribute on their resource. */
function strictly(attribute: string, value: string): object {
  return { match_type: "strict", attributes: [{ key: `resource.${attribute}`, value }] };
}

interface TempoOverrides {
  overrides: { [TENANT]: object };
}

/**
 * What Tempo reads again and again, without a restart. It takes the place of all defaults:
 * a limit that is not named here is zero, and an ingestion limit of zero refuses every span.
 */
export function buildTempoOverrides(input: {
  retention: string;
  generateMetrics: boolean;
}): TempoOverrides {
  return {
    overrides: {
      [TENANT]: {
        ingestion: {
          rate_strategy: "local",
          rate_limit_bytes: 50_000_000,
          burst_size_bytes: 100_000_000,
          max_traces_per_user: 100_000,
        },
        read: { max_bytes_per_tag_values_query: 10_000_000 },
        global: { max_bytes_per_trace: 20_000_000 },
        compaction: { block_retention: input.retention },
        ...(input.generateMetrics
          ? {
              metrics_generator: {
                processors: ["span-metrics", "service-graphs"],
                collection_interval: SPAN_METRICS_INTERVAL,
                generate_native_histograms: "both",
              },
            }
          : {}),
      },
    },
  };
}

/** The configuration with these limits for every tenant. */
export function withOverrides(config: TempoConfig, { overrides }: TempoOverrides): TempoConfig {
  return { ...config, overrides: { defaults: overrides[TENANT], ...config.overrides } };
}

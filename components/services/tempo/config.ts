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

/** Keys of `tempo.yaml` that this project sets, in Tempo's spelling. */
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
  /** Prometheus that receives span metrics and service graphs. Empty: Tempo does not generate them. */
  readonly prometheusUrl: string;
  readonly prometheusTls: Tls | undefined;
  /** Whether Tempo uses TLS and requires client certificates. */
  readonly secure: boolean;
  readonly environment: string;
  /** Bucket for the traces. Undefined: the volume. */
  readonly bucket: Bucket | undefined;
  readonly dataPath: string;
  readonly overridesPath: string;
}

/** Address at which the components of this Tempo reach each other. */
const OWN_GRPC = "127.0.0.1:9095";
/** Tenant ID that Tempo uses when multi-tenancy is off. */
const TENANT = "single-tenant";

/** Interval at which Tempo reloads the limits. */
export const LIMITS_PERIOD_SECONDS = 10;

export function buildTempoConfig(input: TempoInput): TempoConfig {
  return {
    server: {
      http_listen_port: endpoints.tempo.http,
      log_level: "info",
      ...(input.secure ? { http_tls_config: serverTls } : {}),
    },
    // Serves only the readiness of Tempo, to the health check, which has no certificate.
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
      // Makes the Collector retry spans that Tempo rejects because a limit is reached, instead of dropping them.
      retry_after_on_resource_exhausted: "5s",
      receivers: {
        otlp: {
          protocols: {
            grpc: {
              endpoint: `0.0.0.0:${endpoints.tempo.otlpGrpc}`,
              // The Collector sends batches of 4 MiB. A single span that is larger is a batch of its own.
              max_recv_msg_size_mib: 64,
            },
          },
        },
      },
    },
    // Tempo's own frontend. It is the default, but Tempo would log a warning.
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
  // Path-style URLs: not every object storage supports a host name for each bucket.
  const s3 = { bucket: name, endpoint, region, insecure, forcepathstyle: true };
  return { backend: "s3", wal, s3 };
}

function metricsGenerator(input: TempoInput): object {
  const { prometheusUrl, prometheusTls, environment, dataPath } = input;
  return {
    registry: { external_labels: { source: "tempo", ...environmentLabels(environment) } },
    storage: {
      path: `${dataPath}/generator/wal`,
      // Do not wait long for a Prometheus that stops at the same time.
      remote_write_flush_deadline: "5s",
      remote_write: [
        {
          url: `${prometheusUrl}/api/v1/write`,
          send_exemplars: true,
          ...(prometheusTls === undefined ? {} : { tls_config: clientTls(prometheusTls) }),
        },
      ],
    },
    // Maximum age of a span's end for it to be counted: the queue may hold the span while Tempo is down.
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

/** Returns a filter policy for spans with this resource attribute. */
function strictly(attribute: string, value: string): object {
  return { match_type: "strict", attributes: [{ key: `resource.${attribute}`, value }] };
}

interface TempoOverrides {
  overrides: { [TENANT]: object };
}

/**
 * Builds the overrides that Tempo reloads periodically, without a restart. They replace all defaults: a limit that is
 * missing here is zero, and Tempo rejects every span at an ingestion limit of zero.
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

/** Returns the configuration with these limits for every tenant. */
export function withOverrides(config: TempoConfig, { overrides }: TempoOverrides): TempoConfig {
  return { ...config, overrides: { defaults: overrides[TENANT], ...config.overrides } };
}

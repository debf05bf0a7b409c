import { endpoints } from "../../settings/endpoints";
import { attributes } from "../../settings/labels";
import type { Bucket } from "../../settings/object-storage";
import { serverTls, type ServerTls } from "../../settings/tls";

/** Keys of `loki.yaml` that this project sets, in the spelling of Loki 3.7. */
export interface LokiConfig {
  auth_enabled: boolean;
  analytics: { reporting_enabled: boolean };
  server: {
    http_listen_port: number;
    grpc_listen_port: number;
    log_level: string;
    grpc_server_max_recv_msg_size: number;
    http_tls_config?: ServerTls;
  };
  common: object;
  storage_config: { use_thanos_objstore: false; aws?: object };
  schema_config: { configs: object[] };
  ingester: object;
  frontend_worker: { frontend_address: string };
  compactor: object;
  limits_config: object;
  runtime_config: { file: string; period: string };
}

/**
 * Resource attributes that Loki indexes, for fast queries. It stores all others with the line. Keep this list short,
 * and add only attributes with few values.
 */
const INDEXED = [
  attributes.serviceName,
  attributes.serviceNamespace,
  attributes.environment,
  attributes.environmentShort,
  attributes.hostName,
  attributes.containerName,
  attributes.composeProject,
  attributes.composeService,
  attributes.swarmService,
];

/** Tenant ID that Loki uses when multi-tenancy is off. */
const TENANT = "fake";

/** Interval at which Loki reloads the limits. */
export const LIMITS_PERIOD_SECONDS = 10;

/** Limits that Loki reads only when it starts. */
const STATIC_LIMITS = {
  allow_structured_metadata: true,
  volume_enabled: true,
  // A container's history may be older than the default of one week. Retention deletes old lines.
  reject_old_samples: false,
  // Truncate long lines: Loki would otherwise reject them, and they would be lost.
  max_line_size: "256KB",
  max_line_size_truncate: true,
  ingestion_rate_mb: 32,
  ingestion_burst_size_mb: 64,
  per_stream_rate_limit: "16MB",
  per_stream_rate_limit_burst: "64MB",
  otlp_config: {
    resource_attributes: {
      ignore_defaults: true,
      attributes_config: [{ action: "index_label", attributes: INDEXED }],
    },
  },
};

/** A bucket, and the first day (UTC) with logs in it. */
export interface LogsBucket extends Bucket {
  readonly from: string;
}

export function buildLokiConfig(input: {
  bucket: LogsBucket | undefined;
  dataPath: string;
  limitsPath: string;
  secure: boolean;
}): LokiConfig {
  return {
    auth_enabled: false,
    analytics: { reporting_enabled: false },
    server: {
      http_listen_port: endpoints.loki.http,
      grpc_listen_port: endpoints.loki.grpc,
      log_level: "info",
      grpc_server_max_recv_msg_size: 64 * 2 ** 20,
      ...(input.secure ? { http_tls_config: serverTls } : {}),
    },
    common: {
      instance_addr: "127.0.0.1",
      path_prefix: input.dataPath,
      replication_factor: 1,
      ring: { kvstore: { store: "inmemory" } },
      storage: {
        filesystem: {
          chunks_directory: `${input.dataPath}/chunks`,
          rules_directory: `${input.dataPath}/rules`,
        },
      },
    },
    storage_config: {
      // Without this, Loki 4 ignores the storage settings here and above.
      use_thanos_objstore: false,
      ...(input.bucket === undefined ? {} : { aws: s3(input.bucket) }),
    },
    schema_config: {
      configs: [
        period("2024-01-01", "filesystem"),
        ...(input.bucket === undefined ? [] : [period(input.bucket.from, "s3")]),
      ],
    },
    ingester: {
      lifecycler: { min_ready_duration: "1s" },
      // The write-ahead log restores the lines that were only in memory at a crash. The ceiling keeps its replay below
      // the smallest memory limit.
      wal: { enabled: true, dir: `${input.dataPath}/wal`, replay_memory_ceiling: "64MB" },
      chunk_idle_period: "30m",
      max_chunk_age: "2h",
    },
    // A direct connection to the only frontend: discovery through the scheduler ring would take ten seconds.
    frontend_worker: {
      frontend_address: `127.0.0.1:${endpoints.loki.grpc}`,
    },
    compactor: {
      working_directory: `${input.dataPath}/compactor`,
      retention_enabled: true,
      delete_request_store: "filesystem",
    },
    limits_config: STATIC_LIMITS,
    runtime_config: { file: input.limitsPath, period: `${LIMITS_PERIOD_SECONDS}s` },
  };
}

function s3({ name, endpoint, region, insecure }: Bucket): object {
  return { bucketnames: name, endpoint, region, insecure, s3forcepathstyle: true };
}

/**
 * Returns a schema period, which lasts until the next one starts. Only a change of the object store may add a period:
 * Loki finds stored logs by their period.
 */
function period(from: string, object_store: string): object {
  const index = { prefix: "index_", period: "24h" };
  return { from, store: "tsdb", object_store, schema: "v13", index };
}

interface LokiLimits {
  overrides: { [TENANT]: object };
}

/** Builds the limits that Loki reloads periodically, without a restart. */
export function buildLokiLimits(input: { retention: string }): LokiLimits {
  return { overrides: { [TENANT]: { retention_period: input.retention } } };
}

/** Returns the configuration with these limits for every tenant. */
export function withLimits(config: LokiConfig, { overrides }: LokiLimits): LokiConfig {
  return { ...config, limits_config: { ...config.limits_config, ...overrides[TENANT] } };
}

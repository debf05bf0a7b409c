import { endpoints } from "../../settings/endpoints";
import { attributes } from "../../settings/labels";
import type { Bucket } from "../../settings/object-storage";
import { serverTls, type ServerTls } from "../../settings/tls";

/** The keys of `loki.yaml` this project sets, spelled the way Loki 3.7 spells them. */
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

/** Attributes by which logs are found fast; every other one is stored with the line. Few, and of few values. */
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

/** The tenant of a Loki without tenants. */
const TENANT = "fake";

/** How often Loki looks at the limits. */
export const LIMITS_PERIOD_SECONDS = 10;

/** Limits that are read at the start only. */
const STATIC_LIMITS = {
  allow_structured_metadata: true,
  volume_enabled: true,
  // A container's history may be older than the default of a week; retention decides what stays.
  reject_old_samples: false,
  // Longer lines are cut, not refused: a refused one would be lost.
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

/** A bucket, and the first day (UTC) whose logs are kept there. */
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
      // Loki 4 ignores the storage settings here and above without this.
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
      // The write-ahead log brings back what a crash left in memory; its replay stays below the smallest memory limit.
      wal: { enabled: true, dir: `${input.dataPath}/wal`, replay_memory_ceiling: "64MB" },
      chunk_idle_period: "30m",
      max_chunk_age: "2h",
    },
    // Straight to the one frontend: by the ring of schedulers they would find each other only after ten seconds.
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

/** From a day on, until the next period begins. Only another store may be one: what is stored is found by its period. */
function period(from: string, object_store: string): object {
  const index = { prefix: "index_", period: "24h" };
  return { from, store: "tsdb", object_store, schema: "v13", index };
}

interface LokiLimits {
  overrides: { [TENANT]: object };
}

/** What Loki reads again and again, without a restart. */
export function buildLokiLimits(input: { retention: string }): LokiLimits {
  return { overrides: { [TENANT]: { retention_period: input.retention } } };
}

/** The configuration with these limits for every tenant. */
export function withLimits(config: LokiConfig, { overrides }: LokiLimits): LokiConfig {
  return { ...config, limits_config: { ...config.limits_config, ...overrides[TENANT] } };
}

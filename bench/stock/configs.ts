/**
 * The configurations with which the services' own pages let one begin: what they need to find each other and nothing of
 * what this project sets beyond that. Keys are in each file's own spelling.
 */

const OTLP = {
  protocols: { grpc: { endpoint: "0.0.0.0:4317" }, http: { endpoint: "0.0.0.0:4318" } },
};

/** "Getting started": a receiver, the batch processor, an exporter for each store. */
export const gateway = {
  receivers: { otlp: OTLP },
  processors: { batch: {} },
  exporters: {
    "otlp/tempo": { endpoint: "tempo:4317", tls: { insecure: true } },
    "otlphttp/loki": { endpoint: "http://loki:3100/otlp" },
    "otlphttp/prometheus": { endpoint: "http://prometheus:9090/api/v1/otlp" },
  },
  service: {
    pipelines: {
      traces: { receivers: ["otlp"], processors: ["batch"], exporters: ["otlp/tempo"] },
      logs: { receivers: ["otlp"], processors: ["batch"], exporters: ["otlphttp/loki"] },
      metrics: { receivers: ["otlp"], processors: ["batch"], exporters: ["otlphttp/prometheus"] },
    },
  },
};

/** Container lines and host metrics, as the receivers' pages have them. */
export const agent = {
  receivers: {
    file_log: {
      include: ["/var/lib/docker/containers/*/*-json.log"],
      operators: [{ type: "container", format: "docker", add_metadata_from_filepath: false }],
    },
    host_metrics: {
      root_path: "/hostfs",
      scrapers: { cpu: {}, disk: {}, filesystem: {}, load: {}, memory: {}, network: {} },
    },
  },
  processors: { batch: {} },
  exporters: { otlp: { endpoint: "collector:4317", tls: { insecure: true } } },
  service: {
    pipelines: {
      logs: { receivers: ["file_log"], processors: ["batch"], exporters: ["otlp"] },
      metrics: { receivers: ["host_metrics"], processors: ["batch"], exporters: ["otlp"] },
    },
  },
};

/** The file in Prometheus' image, with cAdvisor added. */
export const prometheus = {
  global: { scrape_interval: "15s", evaluation_interval: "15s" },
  scrape_configs: [
    { job_name: "prometheus", static_configs: [{ targets: ["localhost:9090"] }] },
    { job_name: "cadvisor", static_configs: [{ targets: ["cadvisor:8080"] }] },
  ],
};

/** Tempo's example for Docker Compose on local storage. */
export const tempo = {
  server: { http_listen_port: 3200 },
  distributor: { receivers: { otlp: OTLP } },
  metrics_generator: {
    registry: { external_labels: { source: "tempo" } },
    storage: {
      path: "/var/tempo/generator/wal",
      remote_write: [{ url: "http://prometheus:9090/api/v1/write", send_exemplars: true }],
    },
  },
  storage: {
    trace: {
      backend: "local",
      wal: { path: "/var/tempo/wal" },
      local: { path: "/var/tempo/blocks" },
    },
  },
  overrides: {
    defaults: { metrics_generator: { processors: ["service-graphs", "span-metrics"] } },
  },
};

/** The file in Loki's image. */
export const loki = {
  auth_enabled: false,
  server: { http_listen_port: 3100, grpc_listen_port: 9096 },
  common: {
    instance_addr: "127.0.0.1",
    path_prefix: "/tmp/loki",
    storage: {
      filesystem: { chunks_directory: "/tmp/loki/chunks", rules_directory: "/tmp/loki/rules" },
    },
    replication_factor: 1,
    ring: { kvstore: { store: "inmemory" } },
  },
  schema_config: {
    configs: [
      {
        from: "2020-10-24",
        store: "tsdb",
        object_store: "filesystem",
        schema: "v13",
        index: { prefix: "index_", period: "24h" },
      },
    ],
  },
  pattern_ingester: { enabled: true },
};

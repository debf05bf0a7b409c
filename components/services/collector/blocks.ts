import { endpoints } from "../../settings/endpoints";

/** A Collector configuration. Its sections contain components by ID, in the Collector's own spelling. */
export interface CollectorConfig {
  extensions: Record<string, object>;
  receivers: Record<string, object>;
  processors: Record<string, object>;
  exporters: Record<string, object>;
  service: {
    extensions: string[];
    telemetry: object;
    pipelines: Record<string, Pipeline>;
  };
}

export interface Pipeline {
  receivers: string[];
  processors: string[];
  exporters: string[];
}

export const STORAGE = "file_storage";
export const MEMORY_LIMITER = "memory_limiter";

/** Mount path of the data volume for queues and read positions, in both Collectors. */
export const DATA_PATH = "/var/lib/otelcol";

/** Returns the health endpoint for the container's health check, and a storage on disk that survives a crash. */
export function extensions(): Record<string, object> {
  return {
    health_check: {
      endpoint: `0.0.0.0:${endpoints.collector.health}`,
      // Otherwise, each of the agent's scrapes opens a new connection.
      keep_alives_enabled: true,
      idle_timeout: "5m",
      // Only the status matters. An empty response is also valid for the scrapes of the agent's discovery.
      response_body: { healthy: "", unhealthy: "" },
    },
    [STORAGE]: {
      directory: `${DATA_PATH}/storage`,
      create_directory: true,
      // Moves a file aside that a power failure corrupted. The Collector would not start with it, and its content is
      // unreadable anyway.
      recreate: true,
      compaction: {
        on_start: true,
        on_rebound: true,
        directory: `${DATA_PATH}/storage`,
        // If the Collector is killed during compaction, nothing else deletes the copy.
        cleanup_on_start: true,
      },
    },
  };
}

/**
 * Returns the first processor of each pipeline: a Collector that is low on memory rejects data, so that its senders
 * retry. Otherwise, it would run out of memory and lose its data.
 */
export function memoryLimiter(): object {
  return { check_interval: "1s", limit_percentage: 75, spike_limit_percentage: 20 };
}

/** Maximum batch size. A batch is held in memory as a whole, and each store accepts messages of this size. */
const BATCH_BYTES = 4 * 2 ** 20;

/**
 * Returns the size of the largest message that a receiver accepts, in MiB. A message that does not fit into an empty
 * queue would wait forever. Processors add to its size, so the limit is half of the queue.
 */
export function largestMessageMiB(queueSizeBytes: number, limit: number): number {
  return Math.min(limit, Math.floor(queueSizeBytes / 2 / 2 ** 20));
}

/**
 * Returns the settings of an exporter's queue: on disk, in batches, and blocking the sender when full. It retries
 * accepted data without a time limit until the destination accepts it.
 */
export function durableQueue(sizeBytes: number): object {
  return {
    sending_queue: {
      enabled: true,
      storage: STORAGE,
      sizer: "bytes",
      queue_size: sizeBytes,
      block_on_overflow: true,
      num_consumers: 4,
      batch: {
        // Keep the delay short, because users query data right after their app sent it. Under load, batches fill up
        // faster.
        flush_timeout: "50ms",
        // A limit by items would allow batches of any size if lines are long: too large for a store, and for the memory
        // here.
        sizer: "bytes",
        min_size: BATCH_BYTES / 4,
        max_size: BATCH_BYTES,
      },
    },
    retry_on_failure: {
      enabled: true,
      initial_interval: "1s",
      max_interval: "30s",
      max_elapsed_time: "0s",
    },
  };
}

export function service(
  pipelines: Record<string, Pipeline>,
  additionalExtensions: readonly string[] = [],
): CollectorConfig["service"] {
  return {
    extensions: ["health_check", STORAGE, ...additionalExtensions],
    telemetry: {
      logs: { encoding: "json" },
      metrics: {
        readers: [
          {
            pull: {
              exporter: {
                prometheus: {
                  host: "0.0.0.0",
                  port: endpoints.collector.telemetry,
                  // Keep the established names and labels of these series, such as the suffix `_total` of counters.
                  without_type_suffix: false,
                  without_units: false,
                  without_scope_info: false,
                },
              },
            },
          },
        ],
      },
    },
    pipelines: Object.fromEntries(
      Object.entries(pipelines).filter(([, { receivers }]) => receivers.length > 0),
    ),
  };
}

/** Escapes `$` in all strings: the Collector reads it as the start of a variable. */
export function escapeDollars<Value>(value: Value): Value {
  if (typeof value === "string") return value.replaceAll("$", "$$$$") as Value;
  if (Array.isArray(value)) return value.map(escapeDollars) as Value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, escapeDollars(item)]),
  ) as Value;
}

import { endpoints } from "../../settings/endpoints";

/** A Collector configuration: its sections hold components by id, in the Collector's own spelling. */
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

/** Where both Collectors keep queues and read positions: a data volume. */
export const DATA_PATH = "/var/lib/otelcol";

/** Health for the container's check, and a store on disk that outlives a crash. */
export function extensions(): Record<string, object> {
  return {
    health_check: {
      endpoint: `0.0.0.0:${endpoints.collector.health}`,
      // Otherwise each of the agent's scrapes is a connection of its own.
      keep_alives_enabled: true,
      idle_timeout: "5m",
      // Only the status counts. An empty answer is also one that the agent's discovery scrapes.
      response_body: { healthy: "", unhealthy: "" },
    },
    [STORAGE]: {
      directory: `${DATA_PATH}/storage`,
      create_directory: true,
      // A file that a power cut left damaged is moved aside: the Collector would not start with it, and what it holds is
      // unreadable either way.
      recreate: true,
      compaction: {
        on_start: true,
        on_rebound: true,
        directory: `${DATA_PATH}/storage`,
        // A Collector that is killed at it leaves the copy behind, which nothing else deletes.
        cleanup_on_start: true,
      },
    },
  };
}

/** Stands first in each pipeline: a Collector short of memory makes its senders wait, instead of dying with what it holds. */
export function memoryLimiter(): object {
  return { check_interval: "1s", limit_percentage: 75, spike_limit_percentage: 20 };
}

/** Largest batch: it is in memory as a whole, and each store takes a message of that size. */
const BATCH_BYTES = 4 * 2 ** 20;

/**
 * Largest message a receiver takes, in MiB. One that did not fit into an empty queue would wait for ever; what the
 * processors add comes on top.
 */
export function largestMessageMiB(queueSizeBytes: number, limit: number): number {
  return Math.min(limit, Math.floor(queueSizeBytes / 2 / 2 ** 20));
}

/**
 * An exporter's queue: on disk, in batches, and when it is full it makes the sender wait. What has been
 * taken is tried until the destination takes it, however long that is.
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
        // What an app has just sent is asked for soon; under load a batch is full before.
        flush_timeout: "50ms",
        // By items, one of long lines would be of any size: too large for a store, and for the memory here.
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
                  // The names and labels that these series have always had: `..._total` at the end of counters.
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

/** The Collector takes `$` in its configuration for the beginning of a variable. */
export function escapeDollars<Value>(value: Value): Value {
  if (typeof value === "string") return value.replaceAll("$", "$$$$") as Value;
  if (Array.isArray(value)) return value.map(escapeDollars) as Value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, escapeDollars(item)]),
  ) as Value;
}

import type { TempoMajor } from "../../settings/tempo-version";

/** Retention of tenants without overrides. There are none. */
const LONGEST_RETENTION = "87600h";

/** Timing of the write from memory to disk. Traces that are only in memory are lost if Tempo is killed. */
const timing = {
  flush_check_period: "2s",
  // Each flush check adds a page to the block, and completing a block opens all its pages at once. With 600 pages, at a
  // few requests a second, that took more than 1 GiB, and again at each restart. Two minutes result in 60 pages.
  max_block_duration: "2m",
};
const IDLE = "2s";

const compaction = { block_retention: LONGEST_RETENTION, compacted_block_retention: "10m" };

/** Sections of `tempo.yaml` that only one major version has. */
export interface LiveTraces {
  ingester?: object;
  compactor?: object;
  live_store?: object;
  backend_worker?: object;
  backend_scheduler?: object;
  query_frontend?: object;
}

/** Returns the sections for ingestion and for compaction and deletion, which differ between major versions. */
export function liveTraces(
  major: TempoMajor,
  { dataPath, ownGrpc }: { dataPath: string; ownGrpc: string },
): LiveTraces {
  if (major === "2") {
    return {
      ingester: {
        trace_idle_period: IDLE,
        ...timing,
        lifecycler: { ring: { replication_factor: 1 }, min_ready_duration: "1s" },
      },
      compactor: { compaction },
    };
  }
  return {
    live_store: {
      max_trace_idle: IDLE,
      ...timing,
      // A single Tempo receives its spans directly, without a queue that it could lag behind.
      fail_on_high_lag: false,
      wal: { path: `${dataPath}/live-store/traces` },
      shutdown_marker_dir: `${dataPath}/live-store/shutdown-marker`,
    },
    backend_worker: { backend_scheduler_addr: ownGrpc },
    backend_scheduler: { local_work_path: dataPath, provider: { compaction: { compaction } } },
    // Otherwise, a search excludes the newest half minute.
    query_frontend: { query_end_cutoff: "0s" },
  };
}

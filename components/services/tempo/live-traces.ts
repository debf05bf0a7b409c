import type { TempoMajor } from "../../settings/tempo-version";

/** Retention of a tenant that the overrides do not name: there is none. */
const LONGEST_RETENTION = "87600h";

/** How traces get from memory to disk. What has not been cut yet is in memory only, and lost if Tempo is killed. */
const timing = {
  flush_check_period: "2s",
  // Each check adds a page to the block, and completing a block opens all its pages at once: with 600 of them, under
  // a few requests a second, that took more than 1 GiB, again at each restart. This makes 60.
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

/** The sections that take up traces, and those that merge and delete them: each major version has its own. */
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
      // One Tempo gets its spans directly, without a queue in between that it could lag behind.
      fail_on_high_lag: false,
      wal: { path: `${dataPath}/live-store/traces` },
      shutdown_marker_dir: `${dataPath}/live-store/shutdown-marker`,
    },
    backend_worker: { backend_scheduler_addr: ownGrpc },
    backend_scheduler: { local_work_path: dataPath, provider: { compaction: { compaction } } },
    // Otherwise a search leaves out the newest half minute.
    query_frontend: { query_end_cutoff: "0s" },
  };
}

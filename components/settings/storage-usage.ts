import { jobs, labels } from "./labels";
import type { PipelineSettings } from "./schema";

/** PromQL for the share of its limit or budget that a store uses, optionally narrowed by label matchers. */
export type StorageUsage = (matchers?: string) => string;

/**
 * Usage by the alert that compares it. The Prometheus query is empty without a size limit. Data in a bucket has no
 * budget.
 */
export interface StorageUsages {
  readonly PrometheusStorageNearLimit: StorageUsage;
  readonly LokiStorageNearBudget?: StorageUsage;
  readonly TempoStorageNearBudget?: StorageUsage;
}

const BY_STORE = [labels.environment, labels.hostName, "job", "instance"].join(", ");
const sum = (expr: string) => `sum by (${BY_STORE}) (${expr})`;

export function storageUsages(settings: PipelineSettings): StorageUsages {
  const { logsDiskSize, tracesDiskSize, logRetention } = settings;
  return {
    PrometheusStorageNearLimit: prometheus,
    ...(settings.logsBucket === "" && { LokiStorageNearBudget: loki(logsDiskSize, logRetention) }),
    ...(settings.tracesBucket === "" && { TempoStorageNearBudget: tempo(tracesDiskSize) }),
  };
}

const prometheus: StorageUsage = (matchers) => {
  const own = selector(jobs.prometheus, matchers);
  const stored = [
    "storage_blocks_bytes",
    "wal_storage_size_bytes",
    "head_chunks_storage_size_bytes",
  ]
    .map((part) => `prometheus_tsdb_${part}${own}`)
    .join(" + ");
  return `(${stored}) / (prometheus_tsdb_retention_limit_bytes${own} > 0)`;
};

/** Loki does not report its stored size. Chunks written within the retention are those not yet deleted. */
function loki(budget: number, retention: string): StorageUsage {
  return (matchers) => {
    const written = `loki_ingester_chunk_stored_bytes_total${selector(jobs.loki, matchers)}`;
    return `${sum(`increase(${written}[${retention}])`)} / ${budget}`;
  };
}

/** Includes blocks that were merged into others: they stay on disk until they are deleted. */
function tempo(budget: number): StorageUsage {
  return (matchers) =>
    `${sum(`tempodb_backend_bytes_total${selector(jobs.tempo, matchers)}`)} / ${budget}`;
}

function selector(job: string, matchers = ""): string {
  return `{job="${job}"${matchers && `, ${matchers}`}}`;
}

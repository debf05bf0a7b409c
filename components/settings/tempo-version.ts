import { taggedVersion } from "./image-version";

/** Major versions of Tempo that configurations are made for. */
export const TEMPO_MAJORS = ["2", "3"] as const;
export type TempoMajor = (typeof TEMPO_MAJORS)[number];

/** The major version of the Tempo that runs; undefined where neither the setting nor the image's tag tells it. */
export function tempoMajor({
  tempoVersion,
  tempoImage,
}: {
  readonly tempoVersion: "image" | TempoMajor;
  readonly tempoImage: string;
}): TempoMajor | undefined {
  if (tempoVersion !== "image") return tempoVersion;
  const tagged = taggedVersion(tempoImage)?.split(".")[0];
  return TEMPO_MAJORS.find((major) => major === tagged);
}

/** Metrics of Tempo whose names differ: those of what takes up traces. */
export const tempoMetrics = Object.freeze({
  "2": {
    liveTraces: "tempo_ingester_live_traces",
    blocksFlushed: "tempo_ingester_blocks_flushed_total",
    failedFlushes: "tempo_ingester_failed_flushes_total",
  },
  "3": {
    liveTraces: "tempo_live_store_live_traces",
    blocksFlushed: "tempo_live_store_local_blocks_flushed_total",
    failedFlushes: "tempo_live_store_local_failed_flushes_total",
  },
} satisfies Record<TempoMajor, object>);

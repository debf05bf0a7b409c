import { taggedVersion } from "./image-version";

/** Supported major versions of Tempo. */
export const TEMPO_MAJORS = ["2", "3"] as const;
export type TempoMajor = (typeof TEMPO_MAJORS)[number];

/** Major version of Tempo; undefined if neither the setting nor the tag of the image contains it. */
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

/** Tempo metrics with different names in each major version: those of the component that receives traces. */
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

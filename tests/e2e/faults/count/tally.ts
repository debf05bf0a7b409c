/** What has become of the items of one signal. */
export interface Tally {
  /** Made by the apps. */
  readonly offered: number;
  /** Of these: the exporter was told that they are taken. */
  readonly acknowledged: number;
  /** Acknowledged and not stored: what the pipeline has lost. */
  readonly lost: number;
  /** How long before the fault the oldest of the lost was acknowledged. */
  readonly oldestLostMs: number;
  /** Made and not stored: what an app with the SDK's own retries loses. */
  readonly missing: number;
  /** Stored more than once, as the store answers. */
  readonly duplicated: number;
  /** The longest time from the acknowledgement until an item could be read. */
  readonly longestMs: number;
}

const NOTHING: Tally = {
  offered: 0,
  acknowledged: 0,
  lost: 0,
  oldestLostMs: 0,
  missing: 0,
  duplicated: 0,
  longestMs: 0,
};

/** Counts by number, so that one that is twice there does not stand for one that is gone. */
export function tally(
  account: { readonly offered: number; readonly acknowledged: ReadonlyMap<number, number> },
  stored: readonly number[],
  delaysMs: readonly (number | undefined)[],
  faultAt: number,
): Tally {
  const { offered, acknowledged } = account;
  const distinct = new Set(stored);
  const lost = [...acknowledged].filter(([number]) => !distinct.has(number));
  const made = Array.from({ length: offered }, (_, index) => index + 1);
  return {
    offered,
    acknowledged: acknowledged.size,
    lost: lost.length,
    oldestLostMs: Math.max(0, ...lost.map(([, at]) => faultAt - at)),
    missing: made.filter((number) => !distinct.has(number)).length,
    duplicated: stored.length - distinct.size,
    longestMs: Math.max(0, ...delaysMs.map((delay) => delay ?? 0)),
  };
}

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (all, one) => ({
      offered: all.offered + one.offered,
      acknowledged: all.acknowledged + one.acknowledged,
      lost: all.lost + one.lost,
      oldestLostMs: Math.max(all.oldestLostMs, one.oldestLostMs),
      missing: all.missing + one.missing,
      duplicated: all.duplicated + one.duplicated,
      longestMs: Math.max(all.longestMs, one.longestMs),
    }),
    NOTHING,
  );
}

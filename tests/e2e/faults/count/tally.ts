/** Outcome of the items of one signal. */
export interface Tally {
  /** Items that the apps created. */
  readonly offered: number;
  /** Items that the pipeline acknowledged to the exporter. */
  readonly acknowledged: number;
  /** Items that are acknowledged but not stored: the pipeline has lost them. */
  readonly lost: number;
  /** Time from the acknowledgement of the oldest lost item to the fault. */
  readonly oldestLostMs: number;
  /** Items that are created but not stored: the loss of an app that relies on the SDK's retries. */
  readonly missing: number;
  /** Duplicates in the store's answers. */
  readonly duplicated: number;
  /** Longest time from the acknowledgement of an item until it could be read. */
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

/** Counts by item number, so that a duplicate does not compensate for a lost item. */
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

/** The middle one; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error("There is no median of nothing.");
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const halves = sorted.length % 2 === 1 ? [middle] : [middle - 1, middle];
  return halves.reduce((sum, index) => sum + (sorted[index] ?? NaN), 0) / halves.length;
}

/** The value that a share of all stays at or below, such as 0.99 of them: the nearest one that was seen. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error("There is no quantile of nothing.");
  const sorted = values.toSorted((a, b) => a - b);
  const index = Math.max(0, Math.ceil(share * sorted.length) - 1);
  return sorted[index] ?? NaN;
}

export interface Ratio {
  readonly ratio: number;
  /** The least and the most of any round. */
  readonly from: number;
  readonly to: number;
}

/** How the medians stand to each other, and between what the rounds lie: the values of one round stand at the same place. */
export function ratioOf(ours: readonly number[], theirs: readonly number[]): Ratio {
  const byRound = ours.flatMap((value, round) => {
    const other = theirs[round];
    return other === undefined ? [] : [value / other];
  });
  return {
    ratio: median(ours) / median(theirs),
    from: Math.min(...byRound),
    to: Math.max(...byRound),
  };
}

import type { Results } from "./report";

/** What is known after a run: its own measures, and those of runs before it, in this order. */
export function merged(
  before: Results | undefined,
  now: Results,
  order: readonly string[],
): Results {
  const all = [...now.measures, ...(before?.measures ?? [])];
  return { measures: order.flatMap((wanted) => all.find(({ name }) => name === wanted) ?? []) };
}

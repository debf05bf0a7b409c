import { isDeepStrictEqual } from "node:util";
import type { Results } from "./report";

/**
 * What is known after a run: its own measures, and those of runs before it, in this order. Nothing stays of another machine,
 * other images or another number of rounds: such figures do not stand beside each other.
 */
export function merged(
  before: Results | undefined,
  now: Results,
  order: readonly string[],
): Results {
  const alike = before !== undefined && isDeepStrictEqual(under(before), under(now));
  const all = alike ? [...now.measures, ...before.measures] : now.measures;
  const measures = order.flatMap((wanted) => all.find(({ name }) => name === wanted) ?? []);
  return { ...now, measures };
}

function under({ machine, images, rounds }: Results): object {
  return { machine, images, rounds };
}

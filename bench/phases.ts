import type { Figure, Sample } from "./measure";
import type { Line } from "./pulumi";

/** What ends each part of a fresh `up`: the last line of its kind. What overlaps belongs to the earlier part. */
const ENDS: Readonly<Record<string, RegExp>> = {
  "Pulumi, until it starts the program": /pulumi:pulumi:Stack .* creating/,
  "the program, until its first resource": /:ObservabilityPipeline .* creating/,
  "network, volumes, configurations read by their programs": /-checked created/,
  "configurations written, containers started and healthy": /:Container .* created/,
  "changed files confirmed": /-loaded created/,
};
const REST = "outputs and the end";

export const PHASES: readonly Figure[] = [...Object.keys(ENDS), REST].map((name) => ({
  name,
  unit: "s",
}));

/**
 * Where the seconds of an update went.
 *
 * @throws Error where a line is missing that ends a part.
 */
export function phasesOf(lines: readonly Line[], seconds: number): Sample {
  const sample: Record<string, number> = {};
  let from = 0;
  for (const [phase, end] of Object.entries(ENDS)) {
    const last = lines.findLast(({ text }) => end.test(text));
    if (last === undefined) throw new Error(`No line of the update ends the part "${phase}".`);
    const at = Math.max(from, last.at);
    sample[phase] = at - from;
    from = at;
  }
  return { ...sample, [REST]: seconds - from };
}

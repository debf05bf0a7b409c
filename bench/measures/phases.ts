import type { Contender, Measure, Sample } from "../measure";
import type { Line } from "../pulumi";
import { RunningStack } from "../running-stack";

const NAME = "bench-phases";
const FIRST_PORT = 25_700;

/** What ends each part of an `up`: the last line of its kind. They follow each other; what overlaps belongs to the earlier. */
const ENDS: Readonly<Record<string, RegExp>> = {
  "Pulumi, until it starts the program": /pulumi:pulumi:Stack .* creating/,
  "the program, until its first resource": /:ObservabilityPipeline .* creating/,
  "network, volumes, configurations read by their programs": /-checked created/,
  "configurations written, containers started and healthy": /:Container .* created/,
  "changed files confirmed": /-loaded created/,
};
const REST = "outputs and the end";
const ALL = "all of it";

/** A fresh `up`, by what it does; and what writing down its state after each step takes of it. */
export function phases(): Measure {
  let runs: RunningStack;
  const contender = (name: string, environment: NodeJS.ProcessEnv): Contender => ({
    name,
    sample: async () => {
      const { lines, seconds } = await runs.followed(
        "up",
        ["--yes", "--skip-preview"],
        environment,
      );
      await runs.down();
      return phasesOf(lines, seconds);
    },
  });
  return {
    name: "phases",
    title: "Where the seconds of a fresh `up` go",
    figures: [...Object.keys(ENDS), REST, ALL].map((name) => ({ name, unit: "s" })),
    goals: [],
    begin: async () => {
      runs = await RunningStack.up(NAME, FIRST_PORT);
      await runs.down();
    },
    end: () => runs.remove(),
    contenders: () => [
      contender("this project", {}),
      contender("without checkpoints of the state", { PULUMI_SKIP_CHECKPOINTS: "true" }),
    ],
  };
}

/** @throws Error where a line is missing that ends a part. */
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
  return { ...sample, [REST]: seconds - from, [ALL]: seconds };
}

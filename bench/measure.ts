/** What one attempt gave, by the name of the figure. */
export type Sample = Readonly<Record<string, number>>;

/** One way to do what is measured: this project's, or a peer's. */
export interface Contender {
  readonly name: string;
  /** Why it cannot be measured on this machine. Left out where it can. */
  readonly missing?: string;
  /** Before its first and after its last attempt. What `begin` has made, `end` removes, also where `begin` failed. */
  readonly begin?: () => Promise<void>;
  readonly end?: () => Promise<void>;
  readonly sample: () => Promise<Sample>;
}

export type Unit =
  | "s"
  | "ms"
  | "MiB"
  | "% of a core"
  | "series"
  | "containers"
  | "per second"
  | "per second and core";

export interface Figure {
  readonly name: string;
  readonly unit: Unit;
  /** Whether more is better, as of a rate. */
  readonly moreIsBetter?: boolean;
}

/** A ratio of this project to a contender that is to be reached. */
export interface Goal {
  readonly figure: string;
  readonly against: string;
  /** At most this; of a figure of which more is better, at least. */
  readonly ratio: number;
}

export interface Measure {
  /** The word for it on the command line. */
  readonly name: string;
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly goals: readonly Goal[];
  /** What this project is to reach whatever the others do: figure to value, at least. */
  readonly least?: Readonly<Record<string, number>>;
  /** The first is this project. */
  readonly contenders: (scale: Scale) => readonly Contender[];
  /** What all contenders need. What `begin` has made, `end` removes, also where `begin` failed. */
  readonly begin?: (scale: Scale) => Promise<void>;
  readonly end?: () => Promise<void>;
  /** Whether a short run leaves it out, because it would be the same as another. */
  readonly fullOnly?: boolean;
  /** Whether one round is all, because it takes long and its figures differ little. */
  readonly once?: boolean;
  /** Whether a run without names leaves it out, because of the time it takes. */
  readonly byNameOnly?: boolean;
  /** Each contender has all its rounds before the next begins: where taking turns would be the most of the work. */
  readonly apart?: boolean;
}

/** How much is done: enough for figures, or just enough to see that everything works. */
export interface Scale {
  readonly quick: boolean;
  readonly rounds: number;
}

export const FULL: Scale = { quick: false, rounds: 5 };
export const QUICK: Scale = { quick: true, rounds: 1 };

export interface Measured {
  readonly contender: string;
  readonly missing?: string;
  readonly samples: readonly Sample[];
}

type Say = (text: string) => void;

/** Resolves to what each contender gave, also of those that cannot be measured here. A signal ends it after the attempt under way. */
export async function run(
  measure: Measure,
  scale: Scale,
  say: Say,
  signal?: AbortSignal,
): Promise<Measured[]> {
  const all = measure.contenders(scale);
  const able = all.filter(({ missing }) => missing === undefined);
  const groups = measure.apart === true ? able.map((contender) => [contender]) : [able];
  const samples = new Map<Contender, Sample[]>(able.map((contender) => [contender, []]));
  const work = async () => {
    await measure.begin?.(scale);
    for (const group of groups) {
      await takeTurns(group, measure.once === true ? 1 : scale.rounds, (contender, sample) => {
        signal?.throwIfAborted();
        samples.get(contender)?.push(sample);
        say(`${measure.name}: ${contender.name}: ${JSON.stringify(sample)}`);
      });
    }
  };
  await endingWith(async () => measure.end?.(), work);
  return all.map((contender) => ({
    contender: contender.name,
    ...(contender.missing === undefined ? {} : { missing: contender.missing }),
    samples: samples.get(contender) ?? [],
  }));
}

/**
 * Each round in the opposite order of the one before: what changes on the machine over time then falls on all of them
 * alike.
 */
async function takeTurns(
  contenders: readonly Contender[],
  rounds: number,
  keep: (contender: Contender, sample: Sample) => void,
): Promise<void> {
  const begun: Contender[] = [];
  const end = async () => {
    for (const contender of begun.toReversed()) await contender.end?.();
  };
  await endingWith(end, async () => {
    for (const contender of contenders) {
      begun.push(contender);
      await contender.begin?.();
    }
    for (let round = 0; round < rounds; round++) {
      for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
        keep(contender, await contender.sample());
      }
    }
  });
}

/** Does the second, then the first, whatever came of it. What went wrong first is what is told: the rest follows from it. */
async function endingWith(end: () => Promise<void>, work: () => Promise<void>): Promise<void> {
  const [outcome] = await Promise.allSettled([work()]);
  const [ended] = await Promise.allSettled([end()]);
  for (const each of [outcome, ended]) if (each.status === "rejected") throw each.reason;
}

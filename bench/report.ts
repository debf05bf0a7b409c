import { isDeepStrictEqual } from "node:util";
import type { Figure, Goal, Measure, Measured } from "./measure";
import type { Machine } from "./machine";
import { median, ratioOf } from "./statistics";

/** Under what something was measured: figures of different conditions do not stand beside each other. */
export interface Conditions {
  readonly machine: Machine;
  readonly images: readonly string[];
  /** What stood in for a published part, by that part. */
  readonly standIns: Readonly<Record<string, string>>;
  readonly rounds: number;
}

/** What is known, as it is kept in `bench/results.json`. */
export interface Results {
  readonly measures: readonly MeasureResult[];
}

export interface MeasureResult extends Pick<
  Measure,
  "name" | "title" | "figures" | "goals" | "least"
> {
  /** Day on which it was measured, as YYYY-MM-DD. */
  readonly date: string;
  readonly conditions: Conditions;
  readonly contenders: readonly Measured[];
}

/** The results as a section of a page in Markdown. */
export function markdown({ measures }: Results): string {
  const all = measures.map(({ conditions }) => conditions);
  const different = all.filter(
    (one, index) => all.findIndex((other) => isDeepStrictEqual(one, other)) === index,
  );
  return [
    "Figures are medians; in brackets the least and the most of any round.",
    "",
    ...different.flatMap((conditions, index) => [...described(conditions, index + 1), ""]),
    ...measures.flatMap((measure) => {
      const number = different.findIndex((one) => isDeepStrictEqual(one, measure.conditions)) + 1;
      return section(measure, number);
    }),
  ].join("\n");
}

function described({ machine, images, standIns, rounds }: Conditions, number: number): string[] {
  const { processor, cores, memoryGiB, kernel, cgroups, engine, node } = machine;
  const parts = Object.entries(standIns).map(([part, what]) => `- \`${part}\`: ${what}`);
  return [
    `**Machine ${number}**: ${processor}, ${cores} cores, ${memoryGiB} GiB, Linux ${kernel} with cgroups ${cgroups}, Docker ${engine}, ` +
      `Node ${node}, ${rounds} rounds; ${images.map((image) => `\`${image}\``).join(", ")}.` +
      (parts.length === 0 ? "" : " Not the published parts, so these figures are not theirs:"),
    ...(parts.length === 0 ? [] : ["", ...parts]),
  ];
}

function section(measure: MeasureResult, machine: number): string[] {
  const { title, date, figures, goals, least = {}, contenders } = measure;
  const measured = contenders.filter(({ samples }) => samples.length > 0);
  return [
    `### ${title}`,
    "",
    `Measured on ${date}, on machine ${machine}.`,
    "",
    ...table(
      ["", ...measured.map(({ contender }) => contender)],
      figures.map((figure) => [figure.name, ...measured.map((each) => shown(figure, each))]),
    ),
    "",
    ...goals.map((goal) => `- ${verdict(goal, figures, contenders)}`),
    ...Object.entries(least).map(([figure, value]) => `- ${absolute(figure, value, contenders)}`),
    ...contenders
      .filter(({ missing }) => missing !== undefined)
      .map(
        ({ contender, missing }) => `- Not measured here: ${contender}, for want of ${missing}.`,
      ),
    "",
  ];
}

function shown({ name, unit }: Figure, { samples }: Measured): string {
  const values = valuesOf(samples, name);
  if (values.length === 0) return "";
  const spread =
    values.length < 2 ? "" : ` (${number(Math.min(...values))}–${number(Math.max(...values))})`;
  return `${number(median(values))} ${unit}${spread}`;
}

function verdict(goal: Goal, figures: readonly Figure[], contenders: readonly Measured[]): string {
  const valuesBy = (contender: string | undefined) =>
    valuesOf(contenders.find((each) => each.contender === contender)?.samples ?? [], goal.figure);
  const ours = valuesBy(contenders[0]?.contender);
  const theirs = valuesBy(goal.against);
  const more = figures.find(({ name }) => name === goal.figure)?.moreIsBetter === true;
  const wanted = `${goal.figure}, against ${goal.against}: ${more ? "at least" : "at most"} ${goal.ratio} x`;
  if (ours.length === 0 || theirs.length === 0) return `${wanted}: not measured`;
  const { ratio, from, to } = ratioOf(ours, theirs);
  const met = more ? ratio >= goal.ratio : ratio <= goal.ratio;
  return `${wanted}: **${number(ratio)} x** (${number(from)}–${number(to)}), ${met ? "met" : "not met"}`;
}

function absolute(figure: string, least: number, [ours]: readonly Measured[]): string {
  const values = valuesOf(ours?.samples ?? [], figure);
  const wanted = `${figure}: at least ${least}`;
  if (values.length === 0) return `${wanted}: not measured`;
  const reached = median(values);
  return `${wanted}: **${number(reached)}**, ${reached >= least ? "met" : "not met"}`;
}

function valuesOf(samples: Measured["samples"], figure: string): number[] {
  return samples.flatMap((sample) => sample[figure] ?? []);
}

/** Three digits that tell something. */
function number(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString("en", {
    maximumFractionDigits: 4,
    useGrouping: false,
  });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

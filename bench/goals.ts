import type { Figure, Goal, Measured } from "./measure";
import { number, valuesOf, type MeasureResult, type Results } from "./report";
import { median, ratioOf } from "./statistics";

/** Goals of all measures in Markdown, and whether each is met. */
export function goalsMet({ measures }: Results): string {
  return measures.flatMap(section).join("\n").trimEnd();
}

function section({ title, figures, goals, least = {}, contenders }: MeasureResult): string[] {
  const lines = [
    ...goals.map((goal) => verdict(goal, figures, contenders)),
    ...Object.entries(least).map(([figure, value]) => absolute(figure, value, contenders)),
  ];
  return lines.length === 0 ? [] : [`### ${title}`, "", ...lines.map((line) => `- ${line}`), ""];
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

import { isDeepStrictEqual } from "node:util";
import type { Figure, Measure, Measured } from "./measure";
import type { Machine } from "./machine";
import { median } from "./statistics";

/** Conditions of a measurement. Figures from different conditions are not compared. */
export interface Conditions {
  readonly machine: Machine;
  readonly images: readonly string[];
  /** Stand-ins for published parts, by the name of the part. */
  readonly standIns: Readonly<Record<string, string>>;
  readonly rounds: number;
}

/** Content of `bench/results.json`. */
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

/** Tables of all results in Markdown, with the conditions of each. */
export function markdown({ measures }: Results): string {
  const all = measures.map(({ conditions }) => conditions);
  const different = all.filter(
    (one, index) => all.findIndex((other) => isDeepStrictEqual(one, other)) === index,
  );
  return [
    "Figures are medians, with the lowest and highest round in brackets.",
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
      (parts.length === 0
        ? ""
        : " These parts were stand-ins for the published ones, so the figures may differ from those of the published parts:"),
    ...(parts.length === 0 ? [] : ["", ...parts]),
  ];
}

function section(measure: MeasureResult, machine: number): string[] {
  const { title, date, figures, contenders } = measure;
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
    ...contenders
      .filter(({ missing }) => missing !== undefined)
      .map(
        ({ contender, missing }) =>
          `- Not measured here: ${contender}, because ${missing} is missing.`,
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

/** Samples of one figure. */
export function valuesOf(samples: Measured["samples"], figure: string): number[] {
  return samples.flatMap((sample) => sample[figure] ?? []);
}

/** Rounds to three significant digits. */
export function number(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString("en", {
    maximumFractionDigits: 4,
    useGrouping: false,
  });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

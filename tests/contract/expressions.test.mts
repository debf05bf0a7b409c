import { describe, expect, it } from "vitest";
import { renderedFiles } from "../../components/plan/files.js";
import { tempoMajor } from "../../components/settings/tempo-version.js";
import { cases } from "../../testing/cases.js";
import { expressionsOf, type Language } from "../../testing/expressions.js";
import { syntaxErrors } from "../../testing/grammar.mjs";
import { Series, unknownIn } from "../../testing/series.mjs";
import { settingsWith } from "../../testing/settings.js";

/** An external Prometheus loads the same rules. */
const rules = { prometheus: renderedFiles(cases["defaults"] ?? settingsWith()).prometheus ?? {} };

const all = Object.entries(cases).flatMap(([name, settings]) => {
  const files = renderedFiles(settings);
  const series = new Series({ ...rules, ...files }, tempoMajor(settings));
  return expressionsOf(files).map((expression) => ({ ...expression, name, series }));
});

/** One test for each distinct expression, regardless of how many files contain it. */
const distinct = [...new Map(all.map((item) => [`${item.language} ${item.text}`, item])).values()];

describe("every expression in a rendered file", () => {
  it("is found, for each of the three languages", () => {
    const count = (language: Language) =>
      distinct.filter((expression) => expression.language === language).length;
    expect(count("promql")).toBeGreaterThan(120);
    expect(count("logql")).toBeGreaterThan(10);
    expect(count("traceql")).toBeGreaterThan(3);
  });

  it.each(distinct)("$where: has valid syntax", ({ language, text }) => {
    expect(syntaxErrors(language, text), text).toEqual([]);
  });

  it.each(all)("$name, $where: queries only data that a component writes", (expression) => {
    expect(unknownIn(expression, expression.series), expression.text).toEqual([]);
  });
});

describe("these tests", () => {
  const series = new Series(rules);
  const unknown = (language: Language, text: string) =>
    unknownIn({ where: "here", language, text }, series);

  it.each([
    ["promql", "sum(rate(up[5m])"],
    ["logql", '{host_name="x"} |= '],
    ["traceql", "{ resource.service.name = }"],
  ] as const)("reject invalid %s", (language, text) => {
    expect(syntaxErrors(language, text)).not.toEqual([]);
  });

  it("find names that no component writes", () => {
    expect(unknown("promql", "container_cpu_usage")).toEqual(["series container_cpu_usage"]);
    expect(unknown("promql", 'up{contianer="x"}')).toEqual(["label contianer of up"]);
    expect(unknown("promql", 'up{job="nobody"}')).toEqual(["series up of the job nobody"]);
    expect(unknown("promql", "sum by (hots) (up)")).toEqual(["label hots to group by"]);
    expect(unknown("logql", '{container="x"} | level="a"')).toEqual([
      "stream label container",
      "log attribute level",
    ]);
    expect(unknown("traceql", '{ resource.container = "x" }')).toEqual([
      "attribute resource.container",
    ]);
  });
});

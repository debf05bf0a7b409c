import { describe, expect, it } from "vitest";
import { scrapeLabelForms } from "../../components/settings/scrape-labels";

const fits = (form: keyof typeof scrapeLabelForms, value: string) =>
  new RegExp(`^(?:${scrapeLabelForms[form]})$`).test(value);

describe("the labels by which a container asks to be scraped", () => {
  it.each([
    ["port", "8080"],
    ["port", "1"],
    ["path", "/"],
    ["path", "/actuator/prometheus"],
    ["port", "65535"],
    ["scheme", "http"],
    ["scheme", "https"],
  ] as const)("take %s=%s", (form, value) => {
    expect(fits(form, value)).toBe(true);
  });

  it.each([
    ["port", "abc"],
    ["port", "0"],
    ["port", "65536"],
    ["path", "/metrics?format=text"],
    ["port", "8080/tcp"],
    ["port", ""],
    ["path", "metrics"],
    ["path", "/a b"],
    ["scheme", "ftp"],
    ["scheme", "HTTP"],
  ] as const)("fail when %s is %s", (form, value) => {
    expect(fits(form, value)).toBe(false);
  });
});

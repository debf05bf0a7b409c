import { describe, expect, it } from "vitest";
import { scrapeLabelForms } from "../../components/settings/scrape-labels";

const fits = (form: keyof typeof scrapeLabelForms, value: string) =>
  new RegExp(`^(?:${scrapeLabelForms[form]})$`).test(value);

describe("the scrape labels of a container", () => {
  it.each([
    ["port", "8080"],
    ["port", "1"],
    ["path", "/"],
    ["path", "/actuator/prometheus"],
    ["port", "65535"],
    ["scheme", "http"],
    ["scheme", "https"],
  ] as const)("allow %s=%s", (form, value) => {
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
  ] as const)("reject %s=%s", (form, value) => {
    expect(fits(form, value)).toBe(false);
  });
});

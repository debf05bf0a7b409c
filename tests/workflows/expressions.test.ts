import { describe, expect, it } from "vitest";
import { condition, fill } from "./support/expressions";

const fine = { failed: false };
const context = { vars: { LABEL: "Docker", EMPTY: "" }, github: { fork: null } };

describe("the expressions of the workflows", () => {
  it.each([
    ["vars.LABEL == 'docker'", true],
    ["vars.EMPTY == ''", true],
    ["github.fork.full_name != vars.LABEL", true],
    ["vars.EMPTY != '' && vars.LABEL == 'x' || vars.LABEL != 'x'", true],
    ["vars.EMPTY != '' && (vars.LABEL == 'x' || vars.LABEL != 'x')", false],
    ["${{ !cancelled() }}", true],
  ])("%s", (text, holds) => {
    expect(condition(text, context, fine)).toBe(holds);
  });

  it("a step runs after a failure only where it asks for that", () => {
    expect(condition("vars.LABEL != ''", context, { failed: true })).toBe(false);
    expect(condition("!cancelled() && vars.LABEL != ''", context, { failed: true })).toBe(true);
    expect(condition(undefined, context, { failed: true })).toBe(false);
  });

  it("a name, a function or a sign that the test does not know is an error", () => {
    for (const text of [
      "vars.OTHER",
      "format('x')",
      "hashFiles()",
      "vars.LABEL < '1'",
      "(vars.LABEL",
    ]) {
      expect(() => fill(`\${{ ${text} }}`, context), text).toThrow();
    }
    expect(fill("a ${{ vars.LABEL }} of ${{ github.fork }}.", context)).toBe("a Docker of .");
  });
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { measures } from "../../bench/measures";
import { Clone } from "../../testing/e2e/clone";
import { containerIds, networks, volumes } from "../../testing/e2e/engine";
import { describeOnEngine } from "../../testing/e2e/on-engine";

describeOnEngine("the measurements", () => {
  let clone: Clone;

  beforeAll(() => {
    clone = Clone.furnished();
    clone.becomeRepository();
  });
  afterAll(() => {
    clone.remove();
  });

  const everything = () => ({
    containers: [...containerIds("", "-a").keys()].sort(),
    networks: networks(""),
    volumes: volumes(""),
  });

  it("run with --quick, print their results, and leave nothing behind", async () => {
    const before = everything();
    const { status, output } = await clone.npm("bench", ["--quick"]);
    expect(status, output).toBe(0);
    for (const { title, fullOnly = false, byNameOnly = false } of measures) {
      if (!fullOnly && !byNameOnly) expect(output).toContain(`### ${title}`);
    }
    expect(everything()).toEqual(before);
  }, 900_000);

  it("run a measurement that is skipped by default if it is named, without a failed attempt", async () => {
    const before = everything();
    const { status, output } = await clone.npm("bench", ["sizing", "--quick"]);
    expect(status, output).toBe(0);
    const { title } = measures.find(({ name }) => name === "sizing") ?? {};
    expect(output).toContain(`### ${title}`);
    expect(output).toMatch(/^\| series .*\d/m);
    expect(everything()).toEqual(before);
  }, 600_000);

  it("list the available measurements if a name is unknown", async () => {
    const { status, output } = await clone.npm("bench", ["speed"]);
    expect(status).toBe(1);
    expect(output).toContain("No measure is called speed.");
    for (const { name } of measures) expect(output).toContain(name);
  });
});

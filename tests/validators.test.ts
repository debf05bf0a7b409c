import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cases } from "../testing/cases";
import { onPath, programsFor, runProgram, writeStack } from "../testing/service-programs";

/**
 * The services' own programs validate the rendered files. Tests of programs that are not on the PATH are skipped; the
 * e2e tests run the same programs from their images.
 */
const folder = mkdtempSync(join(tmpdir(), "rendered-"));

beforeAll(async () => {
  for (const [name, settings] of Object.entries(cases)) {
    await writeStack(join(folder, name), settings);
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.each(Object.entries(cases))("files of case %s", (name, settings) => {
  for (const program of programsFor(settings)) {
    it.skipIf(!onPath(program.program))(
      `${program.program} accepts ${program.file} of ${program.service}`,
      () => {
        const { status, said } = runProgram(program, join(folder, name));
        expect(status, said).toBe(0);
      },
    );
  }
});

it.skipIf(!onPath("promtool"))(
  "promtool rejects a broken file, so the checks above can fail",
  () => {
    writeFileSync(join(folder, "broken.yml"), "scrape_configs:\n  - job_nam: x\n");
    expect(
      spawnSync("promtool", ["check", "config", "broken.yml"], { cwd: folder }).status,
    ).not.toBe(0);
  },
);

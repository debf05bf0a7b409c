import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSettings } from "../../components/settings/read";
import { resolveSettings } from "../../components/settings/resolve";
import { SERVICES } from "../../components/settings/services";
import { configurations, type Configuration } from "../properties/configurations";
import { onPath, programsFor, runProgram, writeStack } from "../../testing/service-programs";
import { PLACES } from "./places";
import { HOSTILE } from "./values";

/** The services' own programs must accept all values that the settings allow. Skipped if they are not on the PATH. */
const folder = mkdtempSync(join(tmpdir(), "hostile-"));
const at = { stack: "test", engineName: "docker-host" };

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function isAllowed(configuration: Configuration): boolean {
  try {
    return Object.isFrozen(readSettings(configuration));
  } catch {
    return false;
  }
}

/** A stack with the text in as many places as possible: all that allow it and do not contradict each other. */
function everywhere(text: string): Configuration {
  const places = PLACES.filter(({ configuration }) => isAllowed(configuration(text)));
  return places.reduce<Configuration>(
    (stack, { configuration, setting }) => {
      const more = { ...stack, ...configuration(text) };
      const isNew = stack[setting] === undefined;
      return isNew && isAllowed(more) ? more : stack;
    },
    { services: JSON.stringify(SERVICES) },
  );
}

const TEXTS = [
  "double quote",
  "backslash",
  "newline and key",
  "null byte",
  "next line",
  "byte order mark",
  "Collector variable",
  "two dollars",
  "Grafana file",
  "template function",
  "YAML tag",
  "YAML merge",
  "YAML underscore",
  "PromQL selector",
  "very long",
];

const stacks: [string, Configuration][] = [
  ...TEXTS.map((name): [string, Configuration] => [name, everywhere(HOSTILE[name] ?? "")]),
  ...fc
    .sample(configurations, { seed: 6, numRuns: 8 })
    .map((made, index): [string, Configuration] => [`random configuration ${index + 1}`, made]),
];

describe.each(stacks)("the services' programs accept allowed values: %s", (name, configuration) => {
  const settings = resolveSettings(readSettings(configuration), at);
  const stack = join(folder, name.replaceAll(/\W+/g, "-"));

  beforeAll(() => writeStack(stack, settings));

  for (const program of programsFor(settings)) {
    it.skipIf(!onPath(program.program))(
      `${program.program}, ${program.service}, ${program.file}`,
      () => {
        const { status, said } = runProgram(program, stack);
        expect(status, said).toBe(0);
      },
    );
  }
});

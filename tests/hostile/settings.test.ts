import { describe, expect, it } from "vitest";
import { patternRegex } from "../../components/settings/container-pattern";
import { UserError } from "../../components/problem";
import { readSettings } from "../../components/settings/read";
import { resolveSettings } from "../../components/settings/resolve";
import { schema } from "../../components/settings/schema";
import type { Setting } from "../../components/settings/kinds";
import { PLACES, type Place } from "./places";
import { leaves, parsed, rendered, type Leaves } from "./shape";
import { HOSTILE } from "./values";

const LONGEST_MESSAGE = 2_000;
const at = { stack: "test", engineName: "docker-host" };

let refused = 0;
let accepted = 0;

function renderedWith(place: Place, value: string): Readonly<Record<string, string>> {
  return rendered(resolveSettings(readSettings(place.configuration(value)), at));
}

const known = new Map<string, Leaves>();

/** Parses a file. Results are cached, because the harmless files are compared many times. */
function read(name: string, text: string): Leaves {
  const key = `${name}\n${text}`;
  const found = known.get(key) ?? leaves(parsed(name, text));
  known.set(key, found);
  return found;
}

/** Expects a message of a readable length, with the setting and the allowed values. */
function expectClear(error: unknown, place: Place, value: string): void {
  if (!(error instanceof UserError)) throw error;
  const { message } = error;
  const setting: Setting<unknown> = schema[place.setting];
  expect(message).toContain(place.setting);
  expect(message).toMatch(
    /Allowed: |names your own|(?:is|are) empty|Remove it from|is listed twice|one of the stack's own/,
  );
  expect(message.length).toBeLessThan(LONGEST_MESSAGE);
  expect(message).not.toMatch(/\n\s+at |[\u0000-\u0009\u000b-\u001f]/);
  // Names are shown, because they are not secret.
  if (setting.secret === true && value.length > 8 && !/^[\w.-]{1,100}$/.test(value)) {
    expect(message).not.toContain(value.slice(0, 40));
  }
}

/** The only element of a list, or the text itself. */
function item(text: string): string {
  return /^\["([^"]*)"\]$/.exec(text)?.[1] ?? text;
}

/** Expects that only the value at its place differs: as a key, as a value, or within a text. */
function expectOnlyItsPlace(found: Leaves, harmless: Leaves, own: string, value: string): void {
  const headers = (text: string) =>
    text.replace(/upstream-headers-[0-9a-f]{6}/, "upstream-headers");
  const forms = (text: string): [string, string][] => [
    [own, text],
    [item(own), item(text)],
    [patternRegex(item(own)), patternRegex(item(text))],
    [own, text.replaceAll("$", "$$$$")],
  ];
  const expected = [...harmless].map(([path, leaf]) => ({
    paths: new Set([
      path,
      ...path
        .split("\n")
        .map((_, index, keys) =>
          keys.with(index, keys[index] === own ? value : (keys[index] ?? "")).join("\n"),
        ),
    ]),
    leaf,
  }));
  expect(found.size).toBe(harmless.size);
  for (const { paths, leaf } of expected) {
    const path = [...paths].find((each) => found.has(each));
    expect(path, `${[...paths].join(" or ")} is missing`).toBeDefined();
    const now = found.get(path ?? "");
    if (typeof leaf !== "string") {
      expect(now).toBe(leaf);
      continue;
    }
    const possible = [leaf, ...forms(value).map(([from, to]) => leaf.replaceAll(from, () => to))];
    expect(possible.map(headers)).toContain(headers(String(now)));
    expect(typeof now).toBe("string");
  }
}

describe.each(PLACES)("$name", (place) => {
  it("rejects hostile text, or renders it literally", () => {
    const { harmless: own } = place;
    const harmless = own === undefined ? undefined : renderedWith(place, own);
    for (const value of Object.values(HOSTILE)) {
      let found: Readonly<Record<string, string>>;
      try {
        found = renderedWith(place, value);
      } catch (error) {
        expectClear(error, place, value);
        refused++;
        continue;
      }
      accepted++;
      if (own === undefined || harmless === undefined) {
        throw new Error(`${place.name} allows ${JSON.stringify(value)}`);
      }
      // Empty text selects the default, which may have another structure.
      if (value === "") continue;
      // The files of a host are in a folder with its name.
      const plain = (name: string) => name.replace(`/hosts/${value}/`, () => `/hosts/${own}/`);
      expect(Object.keys(found).map(plain)).toEqual(Object.keys(harmless));
      for (const [name, text] of Object.entries(found)) {
        const before = harmless[plain(name)] ?? "";
        if (text === before) continue;
        expectOnlyItsPlace(read(name, text), read(name, before), own, value);
      }
    }
  }, 120_000);
});

it("covered all values, both rejected and rendered", () => {
  console.log(`${refused} hostile settings rejected, ${accepted} rendered literally`);
  expect(refused + accepted).toBe(PLACES.length * Object.keys(HOSTILE).length);
  expect(Math.min(refused, accepted)).toBeGreaterThanOrEqual(200);
});

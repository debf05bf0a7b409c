import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formsOf, occurrences } from "../testing/secret-forms";

const SECRET = "a b\"c\\d<e>&f+g/h=i%j'k(l)ü?~ÿ>";

/** Encodings in which programs write a text. */
const writers: Readonly<Record<string, (text: string) => string>> = {
  "plain text": (text) => text,
  JSON: (text) => JSON.stringify({ is: text }),
  "JSON within JSON": (text) => JSON.stringify({ is: JSON.stringify({ is: text }) }),
  "JSON as Go's encoder": (text) =>
    JSON.stringify(text)
      .replaceAll("<", "\\u003c")
      .replaceAll(">", "\\u003e")
      .replaceAll("&", "\\u0026"),
  "a path": (text) => `https://example.com/${encodeURIComponent(text)}/end`,
  "a form": (text) => new URLSearchParams({ is: text }).toString(),
  hexadecimal: (text) => Buffer.from(text).toString("hex"),
  base64: (text) => Buffer.from(text).toString("base64"),
  "basic authentication": (text) => Buffer.from(`admin:${text}`).toString("base64"),
  "base64, one byte on": (text) => Buffer.from(`x${text}, and more`).toString("base64"),
  "base64, two bytes on": (text) => Buffer.from(`xy${text}`).toString("base64"),
  base64url: (text) => Buffer.from(`1${text}`).toString("base64url"),
};

describe("the search for secrets", () => {
  it.each(Object.entries(writers))("finds a secret that is written as %s", (_name, write) => {
    const text = `${"some lines before\n".repeat(50)}${write(SECRET)}\nand behind`;
    for (const given of [text, Buffer.from(text)]) {
      expect(occurrences(given, { planted: SECRET, other: "another secret" })).toEqual(
        expect.arrayContaining([expect.stringMatching(/^planted as /)]),
      );
      expect(occurrences(given, { other: "another secret" })).toEqual([]);
    }
  });

  it("finds it between any bytes, at any offset in base64", () => {
    const bytes = () => fc.uint8Array({ maxLength: 40 });
    fc.assert(
      fc.property(bytes(), bytes(), fc.string({ minLength: 8 }), (before, after, secret) => {
        const whole = Buffer.concat([before, Buffer.from(secret), after]);
        expect(occurrences(whole, { secret })).toContain("secret as plain text");
        for (const encoding of ["base64", "base64url"] as const) {
          const found = occurrences(whole.toString(encoding), { secret });
          expect(found.join()).toMatch(/base64/);
        }
      }),
    );
  });

  it("lists each form once", () => {
    expect([...formsOf("lettersanddigits1234").keys()]).toEqual([
      "plain text",
      "hexadecimal digits",
      "base64, 0 bytes before it",
      "base64, 1 bytes before it",
      "base64, 2 bytes before it",
    ]);
  });

  it("does not report a near miss", () => {
    const changed = `${SECRET.slice(0, -1)}!`;
    for (const write of Object.values(writers)) {
      expect(occurrences(write(changed), { secret: SECRET })).toEqual([]);
    }
  });
});

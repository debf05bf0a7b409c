import { parseSize } from "../render/units";
import type { Setting } from "./kinds";

const LONGEST = 200;
/** Characters that a URL contains only percent-encoded. A `%` may begin such a code. */
const ENCODED = /[^\w.~:/?#[\]@!&'()*+,;=%\p{Cs}-]/gu;

const WORDS: Readonly<Record<string, string>> = {
  yes: "true",
  on: "true",
  enabled: "true",
  no: "false",
  off: "false",
  disabled: "false",
  localhost: "127.0.0.1",
};

/** The allowed value that was probably meant; undefined if there is none, and for a secret. */
export function correction(setting: Setting<unknown>, given: string): string | undefined {
  if (setting.secret === true || given.length > LONGEST) return undefined;
  return candidates(setting, given.trim()).find(
    (text) =>
      text !== "" &&
      text !== given &&
      !/\p{C}/u.test(text) &&
      setting.check.safeParse(text).success,
  );
}

function candidates(setting: Setting<unknown>, text: string): string[] {
  const small = text.toLowerCase();
  const structured = typeof setting.default === "object";
  return [
    text,
    small,
    ...(Object.hasOwn(WORDS, small) ? [WORDS[small] ?? ""] : []),
    ...duration(small),
    ...size(text),
    text.replace(/ ?%$/, ""),
    ...(structured ? list(setting, text) : onlyElement(text)),
    ...address(text),
  ];
}

/** `15`, `15 sec`, `2 hours`. */
function duration(text: string): string[] {
  const [, amount, unit = "s"] = /^(\d+) ?([smhd])?[a-z]*$/.exec(text) ?? [];
  return amount === undefined ? [] : [`${amount}${unit}`];
}

/** `10GB`, `10 g`; as a number of MiB, `2GiB`. */
function size(text: string): string[] {
  const [, amount, unit] = /^(\d+) ?([MGT])i?B?$/i.exec(text) ?? [];
  if (amount === undefined || unit === undefined) return [];
  const written = `${amount}${unit.toUpperCase()}iB`;
  return [written, String((parseSize(written) ?? 0) / 2 ** 20)];
}

/** A list of one, in place of its element. */
function onlyElement(text: string): string[] {
  const [, element] = /^\["?([^",]*)"?\]$/.exec(text) ?? [];
  return element === undefined ? [] : [element];
}

/** Lists without quotes, which a shell removes. A single word does not replace a list that is not empty by default. */
function list(setting: Setting<unknown>, text: string): string[] {
  if (text.includes('"')) return [];
  const inner = /^\[(.*)\]$/.exec(text)?.[1];
  const isEmpty = Array.isArray(setting.default) && setting.default.length === 0;
  if (inner === undefined && !isEmpty && !/[\s,]/.test(text)) return [];
  const words = (inner ?? text).split(/[\s,]+/).map((word) => word.replaceAll("'", ""));
  return [JSON.stringify(words.filter((word) => word !== ""))];
}

function address(text: string): string[] {
  const encoded = text.replaceAll(ENCODED, (character) => encodeURIComponent(character));
  return /^https?:\/\//i.test(text)
    ? [encoded, text.replace(/^https?:\/\//i, "").replace(/\/+$/, "")]
    : [`http://${text}`];
}

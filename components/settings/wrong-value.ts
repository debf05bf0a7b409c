import type { Problem } from "../problem";
import { shortened } from "../render/printable";
import { correction } from "./correction";
import { fill, set } from "./fixes";
import type { Setting } from "./kinds";
import type { SettingName } from "./schema";

/** Characters that change what a terminal shows. */
const CONTROL = /\p{C}/gu;
/** How much of a value a message repeats. */
const LONGEST_SHOWN = 200;
/** How many wrong elements of a value a message lists. */
const MOST_REASONS = 5;

/** The parts of zod's issues that a message is made of. */
export interface Issue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: unknown;
  readonly values?: readonly unknown[];
  readonly keys?: readonly string[];
  readonly issues?: readonly unknown[];
}

/** A value that its setting does not allow: the reason, everything that is allowed, and a command that corrects it. */
export function wrongValue(
  key: SettingName,
  setting: Setting<unknown>,
  text: string,
  issues: readonly Issue[],
): Problem {
  const reasons = issues
    .map((issue) => reason(issue, setting, text))
    .filter((words) => words !== undefined);
  const why = reasons.length === 0 ? "" : `: ${reasons.slice(0, MOST_REASONS).join("; ")}`;
  const meant = correction(setting, text);
  return {
    setting: key,
    given: setting.secret === true ? "the value given (a secret)" : shown(text),
    message: `is not allowed${why}. Allowed: ${setting.form}.`,
    fix: meant === undefined ? fill(key) : set(`Did you mean ${meant}? Set it`, key, meant),
  };
}

/** A name that has only a name's characters, or else the text in quotes. */
export function shownKey(key: PropertyKey): string {
  return isPlain(key) ? String(key) : cut(JSON.stringify(String(key)));
}

export function isPlain(key: PropertyKey): boolean {
  return /^[\w.-]{1,100}$/.test(String(key));
}

/** Lists and objects as they are, any other text in quotes. */
function shown(text: string): string {
  const isJson = asJson(text) !== undefined && !/\p{C}/u.test(text);
  return cut(isJson ? text : JSON.stringify(text));
}

function cut(text: string): string {
  return shortened(text, LONGEST_SHOWN);
}

/** The list or object that a text is in JSON. */
function asJson(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Why a value, or a part of it, is not allowed; undefined if `form` says it all. */
function reason(issue: Issue, setting: Setting<unknown>, text: string): string | undefined {
  const isPart = issue.path.length > 0;
  const predicate = isPart ? partPredicate(issue, setting) : wholePredicate(issue, setting, text);
  if (predicate === undefined) return undefined;
  const subject = isPart ? place(issue.path, setting.secret === true) : "it";
  return `${subject} ${predicate}`;
}

function wholePredicate(
  issue: Issue,
  { default: usual, secret }: Setting<unknown>,
  text: string,
): string | undefined {
  const isStructured = typeof usual === "object";
  const wanted = Array.isArray(usual) ? "a list" : "an object";
  const json = asJson(text);
  if (json !== undefined && !isStructured) {
    return `is ${Array.isArray(json) ? "a list" : "an object"}, not a single value`;
  }
  if (isStructured && json === undefined) {
    return /^\s*[[{]/.test(text) ? "is not valid JSON" : `is not ${wanted}`;
  }
  if (issue.code === "invalid_type") return `is not ${wanted}`;
  return issue.code === "unrecognized_keys" ? unknownKeys(issue, secret) : custom(issue);
}

/** Our own words; zod's would repeat a pattern, or `form`. */
function custom({ code, message }: Issue): string | undefined {
  return code === "custom" && message !== "Invalid input" ? plain(message) : undefined;
}

const NOUNS: Readonly<Record<string, string>> = {
  array: "a list",
  object: "an object",
  record: "an object",
  string: "text",
};

function partPredicate(issue: Issue, { secret, form }: Setting<unknown>): string {
  switch (issue.code) {
    case "invalid_type":
      if (issue.message.endsWith("received undefined")) return "is missing";
      return `is not ${NOUNS[String(issue.expected)] ?? String(issue.expected)}`;
    case "invalid_key":
      return nested(issue, form) ?? "is not an allowed name";
    case "invalid_format":
      return issue.message.includes("pattern")
        ? "is not in the allowed form"
        : plain(issue.message);
    case "too_small":
      return "is empty";
    case "too_big":
      return "is too long";
    case "invalid_value":
      return notOneOf(issue, form);
    case "unrecognized_keys":
      return unknownKeys(issue, secret);
    default:
      return secret === true ? "is not allowed" : (custom(issue) ?? "is not allowed");
  }
}

function unknownKeys({ keys = [] }: Issue, secret = false): string {
  return secret ? "has an unknown key" : `has an unknown key ${keys.map(shownKey).join(", ")}`;
}

/** Lists the allowed names, unless `form` does. */
function notOneOf({ values = [] }: Issue, form: string): string {
  const names = values.map(String).join(", ");
  return form.includes(names) ? "is not one of the allowed names" : `is not one of ${names}`;
}

/** Why the name of an entry is not allowed. */
function nested({ issues = [] }: Issue, form: string): string | undefined {
  const [first] = issues as readonly Issue[];
  if (first?.code === "invalid_value") return notOneOf(first, form);
  return first?.code === "invalid_format" && !first.message.includes("pattern")
    ? plain(first.message)
    : undefined;
}

/** `[0].labels.team`, or `the entry "a b"`. */
function place(path: readonly PropertyKey[], secret: boolean): string {
  if (secret && !path.every(isPlain)) return "a name that is not shown";
  const [first = "", ...rest] = path.map((key) =>
    typeof key === "number" ? `[${key}]` : `.${shownKey(key)}`,
  );
  return cut([first.replace(/^\./, ""), ...rest].join(""));
}

function plain(message: string): string {
  return cut(message.replaceAll(CONTROL, "?"));
}

import { wrongSettings, type Problem } from "../problem";
import { crossChecks } from "./cross-checks";
import { defaults } from "./defaults";
import type { Setting } from "./kinds";
import { schema, type PipelineSettings, type SettingName } from "./schema";
import { suggestion } from "./suggestion";

/** More than the longest list of jobs that anybody would write into a configuration. */
const LONGEST = 65_536;
/** What a terminal would obey. */
const CONTROL = /\p{C}/gu;
/** How much of a value a message repeats. */
const LONGEST_SHOWN = 200;

/**
 * The settings out of a stack's configuration: key to text, as Pulumi stores it.
 *
 * @throws UserError with every problem, each naming the key, the value given and what is allowed.
 */
export function readSettings(raw: Readonly<Record<string, string>>): PipelineSettings {
  const problems: Problem[] = Object.keys(raw)
    .filter((key) => !isSetting(key))
    .map((key) => ({
      setting: shownKey(key),
      message: `there is no such setting${suggestion(key, Object.keys(schema))}.`,
    }));

  const given: Partial<Record<SettingName, unknown>> = {};
  for (const [key, text] of Object.entries(raw)) {
    if (!isSetting(key)) continue;
    const setting: Setting<unknown> = schema[key];
    if (text.length > LONGEST) {
      problems.push({
        setting: key,
        message: `the value given has ${text.length} characters; ${LONGEST} are allowed.`,
      });
      continue;
    }
    const mistake = setting.mistake?.(text);
    if (mistake !== undefined) {
      problems.push({ setting: key, message: mistake });
      continue;
    }
    const result = setting.check.safeParse(text);
    if (result.success) given[key] = result.data;
    else problems.push(describe(key, setting, text, result.error.issues));
  }

  const settings = { ...defaults, ...given } as PipelineSettings;
  // Invalid settings fall back to their defaults here: what the cross-checks say of those is no news.
  const wrong = new Set(problems.map(({ setting }) => setting));
  problems.push(...crossChecks(settings).filter(({ setting }) => !wrong.has(setting)));
  if (problems.length > 0) throw wrongSettings(problems);
  return Object.freeze(settings);
}

function isPlain(key: PropertyKey): boolean {
  return /^[\w.-]{1,100}$/.test(String(key));
}

/** A name that has more than a name's characters is shown as the text that it is. */
function shownKey(key: PropertyKey): string {
  return isPlain(key) ? String(key) : cut(JSON.stringify(String(key)));
}

function cut(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}… (cut)`;
}

function isSetting(key: string): key is SettingName {
  return Object.hasOwn(schema, key);
}

/** Without the pattern that a text does not match: `form` says the same in words. */
function plain(message: string): string {
  return message
    .replace(/: must match pattern .*$/s, ": not in the allowed form")
    .replaceAll(CONTROL, "?");
}

function describe(
  key: string,
  setting: Setting<unknown>,
  value: string,
  issues: readonly { path: PropertyKey[]; message: string }[],
): Problem {
  const given = setting.secret ? "the value given (a secret)" : cut(JSON.stringify(value));
  const where = issues
    .filter(({ path }) => path.length > 0)
    .map(({ path, message }) =>
      setting.secret
        ? ` At ${path.every(isPlain) ? path.join(".") : "a name that is not shown"}: not allowed.`
        : ` At ${cut(path.map(shownKey).join("."))}: ${cut(plain(message))}.`,
    );
  const example = setting.secret ? "" : `; for example ${setting.example}`;
  return {
    setting: key,
    given,
    message: "is not allowed.",
    fix: `It must be ${setting.form}${example}.${where.join("")}`,
  };
}

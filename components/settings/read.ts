import { wrongSettings, type Problem } from "../problem";
import { crossChecks } from "./cross-checks";
import { defaults } from "./defaults";
import type { Setting } from "./kinds";
import { schema, type PipelineSettings, type SettingName } from "./schema";
import { unknownSetting } from "./unknown-setting";
import { wrongValue } from "./wrong-value";

/** Longer than any list of jobs that a person would write into a configuration. */
const LONGEST = 65_536;

/**
 * The settings from a stack's configuration: key to text, as Pulumi stores it.
 *
 * @throws UserError with every problem, each with the key, the value given and what is allowed.
 */
export function readSettings(raw: Readonly<Record<string, string>>): PipelineSettings {
  const problems: Problem[] = Object.entries(raw)
    .filter(([key]) => !isSetting(key))
    .map(([key, text]) => unknownSetting(key, text));

  const given: Partial<Record<SettingName, unknown>> = {};
  for (const [key, text] of Object.entries(raw)) {
    if (!isSetting(key)) continue;
    const setting: Setting<unknown> = schema[key];
    if (text.length > LONGEST) {
      problems.push({
        setting: key,
        message: `the value has ${text.length} characters. Allowed: up to ${LONGEST}.`,
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
    else problems.push(wrongValue(key, setting, text, result.error.issues));
  }

  const settings = { ...defaults, ...given } as PipelineSettings;
  // Invalid settings have their defaults here, so cross-check problems about them are ignored.
  const wrong = new Set(problems.map(({ setting }) => setting));
  problems.push(...crossChecks(settings).filter(({ setting }) => !wrong.has(setting)));
  if (problems.length > 0) throw wrongSettings(problems);
  return Object.freeze(settings);
}

function isSetting(key: string): key is SettingName {
  return Object.hasOwn(schema, key);
}

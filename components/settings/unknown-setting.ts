import type { Problem } from "../problem";
import { schema } from "./schema";
import { suggestion } from "./suggestion";
import { isPlain, shownKey } from "./wrong-value";

const ENGINE = "docker:host";

/** A key that is not a setting, with the setting that was probably meant. */
export function unknownSetting(key: string, text: string): Problem {
  const setting = shownKey(key);
  const inner = settingWithin(text);
  if (inner !== undefined) {
    return {
      setting,
      message: "there is no such setting, and the settings below it are not read.",
      fix: `Write each of them as a key of its own, such as ${setting}:${inner}.`,
    };
  }
  const meant = isEngine(key, text)
    ? ` (did you mean ${ENGINE}?)`
    : suggestion(key, Object.keys(schema));
  return {
    setting,
    message: `there is no such setting${meant}.`,
    fix: isPlain(key) ? { how: "Remove it", setting: key } : "Remove it.",
  };
}

/** Pulumi's Docker provider has the address of the engine. */
function isEngine(key: string, text: string): boolean {
  return /docker|host|engine/i.test(key) && /^(?:ssh|tcp|unix|https?|npipe):\/\//.test(text);
}

/** The first setting in a map, as in a file that nests the settings below the project's name. */
function settingWithin(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    return Object.keys(value).find((name) => Object.hasOwn(schema, name));
  } catch {
    return undefined;
  }
}

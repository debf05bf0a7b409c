import type { Setting } from "./kinds";
import { schema, type PipelineSettings, type SettingName } from "./schema";

/** The value of each setting that is not given. An empty text is resolved where its meaning is known: see `resolve.ts`. */
export const defaults = Object.freeze(valuesOf((setting) => setting.default));

/** For every setting a value that is allowed and is not its default. */
export const samples = Object.freeze(valuesOf((setting) => setting.sample));

/** Whether a setting has another value than its default. */
export function isGiven(settings: PipelineSettings, name: SettingName): boolean {
  return JSON.stringify(settings[name]) !== JSON.stringify(defaults[name]);
}

function valuesOf(value: (setting: Setting<unknown>) => unknown): PipelineSettings {
  return Object.fromEntries(
    Object.entries(schema).map(([name, setting]) => [name, value(setting)]),
  ) as PipelineSettings;
}

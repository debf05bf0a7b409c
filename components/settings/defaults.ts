import type { Setting } from "./kinds";
import { schema, type PipelineSettings, type SettingName } from "./schema";

/** Default of each setting. `resolve.ts` replaces empty texts, once the values that they stand for are known. */
export const defaults = Object.freeze(valuesOf((setting) => setting.default));

/** An allowed value other than the default for every setting. */
export const samples = Object.freeze(valuesOf((setting) => setting.sample));

/** Whether the value of a setting differs from its default. */
export function isGiven(settings: PipelineSettings, name: SettingName): boolean {
  return JSON.stringify(settings[name]) !== JSON.stringify(defaults[name]);
}

function valuesOf(value: (setting: Setting<unknown>) => unknown): PipelineSettings {
  return Object.fromEntries(
    Object.entries(schema).map(([name, setting]) => [name, value(setting)]),
  ) as PipelineSettings;
}

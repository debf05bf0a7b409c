import type { SettingChange } from "../problem";
import type { Setting } from "./kinds";
import { schema, type PipelineSettings, type SettingName } from "./schema";
import { SERVICES, type ServiceName } from "./services";

/** Sets a setting. The command prompts for a secret, so it does not contain its value. */
export function set(how: string, setting: SettingName, value: string): SettingChange {
  const definition: Setting<unknown> = schema[setting];
  return definition.secret === true
    ? { how, setting, secret: true }
    : { how, setting, value: shellWord(value) };
}

/** Sets a setting to the example in its definition, for a value that only the user knows. */
export function fill(setting: SettingName, how = "Set it, for example"): SettingChange {
  const definition: Setting<unknown> = schema[setting];
  return set(definition.secret === true ? "Set it" : how, setting, definition.example);
}

/** Returns a setting to its default. */
export function remove(setting: SettingName, how = "Remove it"): SettingChange {
  return { how, setting };
}

/** Lists a service in addition to those listed. */
export function addService(
  { services }: PipelineSettings,
  name: ServiceName,
  how = `Add ${name} to services`,
): SettingChange {
  const more = SERVICES.filter((each) => each === name || services.includes(each));
  return set(how, "services", JSON.stringify(more));
}

/** Lists all services but one. */
export function dropService(
  { services }: PipelineSettings,
  name: ServiceName,
  how = `Remove ${name} from services`,
): SettingChange {
  return set(how, "services", JSON.stringify(services.filter((each) => each !== name)));
}

/** Quotes text for a shell, unless the shell reads it unchanged. */
function shellWord(text: string): string {
  return /^[\w./:@,+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

import { manifests } from "../components/services";
import type { SettingName } from "../components/settings/schema";
import { DEFAULT_SERVICES, type ServiceName } from "../components/settings/services";

/** The services of a stack in which the service that alone reads a setting runs; undefined if the default ones will do. */
export function servicesFor(setting: SettingName): ServiceName[] | undefined {
  for (const { name, listed, settings } of manifests) {
    if (listed === "on request" && Object.hasOwn(settings, setting)) {
      return [...DEFAULT_SERVICES, name];
    }
  }
  return undefined;
}

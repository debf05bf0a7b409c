import { manifests } from "../components/services";
import type { ServiceManifest } from "../components/services/manifest";
import type { SettingName } from "../components/settings/schema";
import { DEFAULT_SERVICES, type ServiceName } from "../components/settings/services";

/** Returns the services that a stack needs for a setting to take effect; undefined if the default services suffice. */
export function servicesFor(setting: SettingName): ServiceName[] | undefined {
  for (const manifest of manifests) {
    const { name, listed, settings, elsewhere = [] }: ServiceManifest = manifest;
    if (elsewhere.includes(setting)) return DEFAULT_SERVICES.filter((other) => other !== name);
    if (listed === "on request" && Object.hasOwn(settings, setting)) {
      return [...DEFAULT_SERVICES, name as ServiceName];
    }
  }
  return undefined;
}

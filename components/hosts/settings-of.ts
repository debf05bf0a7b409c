import { defaults } from "../settings/defaults";
import { HOST_SERVICES } from "../settings/host-checks";
import type { Host } from "../settings/host-settings";
import type { PipelineSettings } from "../settings/schema";

/** The (resolved) settings of a stack as they are on one of its hosts: as if it were a stack of its own. */
export function settingsOf(host: Host, settings: PipelineSettings): PipelineSettings {
  return Object.freeze({
    ...settings,
    hosts: [],
    hostName: host.name,
    services: [...HOST_SERVICES],
    dockerSocket: host.dockerSocket ?? defaults.dockerSocket,
    // What is published and stored is on the stack's own host.
    bindAddress: defaults.bindAddress,
    dataVolumes: {},
  });
}

import type { EngineFacts } from "../components/engine/facts";
import { defaults } from "../components/settings/defaults";
import { resolveSettings } from "../components/settings/resolve";
import type { PipelineSettings } from "../components/settings/schema";

/** Docker 29 with the containerd image store. */
export const modernEngine: EngineFacts = {
  name: "docker-host",
  apiVersion: "1.52",
  serverVersion: "29.0.0",
  rootDir: "/var/lib/docker",
  containerdSocket: "/run/containerd/containerd.sock",
};

/** Debian's Docker 20.10 on overlay2. */
export const oldEngine: EngineFacts = {
  name: "docker-host",
  apiVersion: "1.41",
  serverVersion: "20.10.24",
  rootDir: "/var/lib/docker",
  containerdSocket: undefined,
};

/** Returns a complete, resolved set of settings. */
export function settingsWith(overrides: Partial<PipelineSettings> = {}): PipelineSettings {
  return resolveSettings(
    { ...defaults, ...overrides },
    { stack: "test", engineName: modernEngine.name },
  );
}

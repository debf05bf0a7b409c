import type { z } from "zod";
import { manifests, type Manifest } from "../services";
import { alertSettings } from "./alert-settings";
import { hostSettings } from "./host-settings";
import type { Setting } from "./kinds";
import { SETTINGS_ORDER } from "./order";
import { securitySettings } from "./security-settings";
import { stackSettings } from "./stack-settings";
import { storeSettings } from "./store-settings";
import { swarmSettings } from "./swarm-settings";

const shared = {
  ...stackSettings,
  ...securitySettings,
  ...hostSettings,
  ...swarmSettings,
  ...storeSettings,
  ...alertSettings,
};

type Every<Union> = (Union extends unknown ? (of: Union) => void : never) extends (
  of: infer Intersection,
) => void
  ? Intersection
  : never;

type Schema = typeof shared & Every<Manifest["settings"]>;

export type SettingName = keyof Schema;

const unordered: Readonly<Record<string, Setting<unknown>>> = Object.fromEntries(
  [shared, ...manifests.map(({ settings }) => settings)].flatMap((settings) =>
    Object.entries<Setting<unknown>>(settings),
  ),
);

/** The settings in the order of the documentation. */
export const SETTING_NAMES = [
  ...new Set([...SETTINGS_ORDER, ...Object.keys(unordered)]),
] as readonly SettingName[];

/** All settings of a stack. */
export const schema = Object.fromEntries(
  SETTING_NAMES.map((name) => [name, unordered[name]]),
) as Schema;

/** The value of every setting. None is optional after the configuration has been loaded. */
export type PipelineSettings = {
  readonly [Name in SettingName]: z.output<Schema[Name]["check"]>;
};

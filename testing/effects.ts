import { samples } from "../components/settings/defaults";
import { schema, type PipelineSettings, type SettingName } from "../components/settings/schema";
import { register, type Registered } from "./mocks";
import { servicesFor } from "./owner";
import { modernEngine, settingsWith } from "./settings";

/** Impact of a change on a resource, or on the stack's outputs. */
export type Effect = "replaced" | "in place" | "added" | "removed";

/** The effect on each resource that changes, and on `outputs`. */
export type Effects = Readonly<Record<string, Effect>>;

/** Container properties that Docker can change at run time. A change of any other property replaces the container. */
const IN_PLACE = new Set(["memory", "memorySwap", "restart"]);

/** Compares a stack with a setting's sample value to one without it. Both have the settings that it requires. */
export async function effectsOf(name: SettingName): Promise<Effects> {
  const base = prerequisitesOf(name);
  const before = await registeredWith(base);
  const after = await register(settingsWith({ ...base, [name]: samples[name] }), modernEngine);
  const found = compared(before.resources, after.resources);
  const sameOutputs = JSON.stringify(before.outputs) === JSON.stringify(after.outputs);
  return sameOutputs ? found : { ...found, outputs: "in place" };
}

function prerequisitesOf(name: SettingName): Partial<PipelineSettings> {
  const { requires } = schema[name] as { readonly requires?: Partial<PipelineSettings> };
  const services = servicesFor(name);
  return { ...(services === undefined ? {} : { services }), ...requires };
}

const registered = new Map<string, ReturnType<typeof register>>();

/** Returns the stack before the change. Most settings share it, so it is registered only once. */
function registeredWith(overrides: Partial<PipelineSettings>): ReturnType<typeof register> {
  const key = JSON.stringify(overrides);
  const known = registered.get(key) ?? register(settingsWith(overrides), modernEngine);
  registered.set(key, known);
  return known;
}

function compared(before: readonly Registered[], after: readonly Registered[]): Effects {
  const [old, now] = [dockerResources(before), dockerResources(after)];
  const found: Record<string, Effect> = {};
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const effect = between(old.get(name), now.get(name));
    if (effect !== undefined) found[name] = effect;
  }
  return found;
}

function dockerResources(list: readonly Registered[]): Map<string, Registered> {
  return new Map(
    list.filter(({ type }) => type.startsWith("docker:")).map((item) => [item.name, item]),
  );
}

function between(old?: Registered, now?: Registered): Effect | undefined {
  if (old === undefined) return "added";
  if (now === undefined) return "removed";
  const changed = Object.keys({ ...old.inputs, ...now.inputs }).filter(
    (key) => JSON.stringify(old.inputs[key]) !== JSON.stringify(now.inputs[key]),
  );
  if (changed.length === 0) return undefined;
  return changed.every((key) => IN_PLACE.has(key)) ? "in place" : "replaced";
}

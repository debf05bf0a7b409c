import { byName, manifests, type Manifest } from "../services";

type Listed = Exclude<Manifest, { readonly listed: "by a setting of its own" }>;

/** What the setting `services` can list. */
export type ServiceName = Listed["name"];

const listed = manifests.filter(
  (manifest): manifest is Listed => manifest.listed !== "by a setting of its own",
);

/** What a stack can run. `collector` is the gateway that apps send to, `agent` reads this host. */
export const SERVICES = listed.map(({ name }) => name) as [ServiceName, ...ServiceName[]];

/** What a stack runs if the setting is not given. */
export const DEFAULT_SERVICES = listed
  .filter(({ listed }) => listed === "by default")
  .map(({ name }) => name);

const imageSettings = byName("image");

/** The setting that holds a service's image. Both Collectors run the same one. */
export function imageSetting(service: ServiceName) {
  return imageSettings[service];
}

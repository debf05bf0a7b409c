import { byName, manifests, type Manifest } from "../services";

type Listed = Exclude<Manifest, { readonly listed: "by a setting of its own" }>;

/** Name of a service that the setting `services` can list. */
export type ServiceName = Listed["name"];

const listed = manifests.filter(
  (manifest): manifest is Listed => manifest.listed !== "by a setting of its own",
);

/** Services that a stack can run. `collector` is the gateway to which apps send; `agent` reads this host. */
export const SERVICES = listed.map(({ name }) => name) as [ServiceName, ...ServiceName[]];

/** Services that a stack runs by default. */
export const DEFAULT_SERVICES = listed
  .filter(({ listed }) => listed === "by default")
  .map(({ name }) => name);

const imageSettings = byName("image");

/** Setting with the image of a service. Both Collectors use the same one. */
export function imageSetting(service: ServiceName) {
  return imageSettings[service];
}

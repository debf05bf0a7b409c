import { alertmanager } from "./alertmanager/manifest";
import { cadvisor } from "./cadvisor/manifest";
import { agent } from "./collector/agent-manifest";
import { collector } from "./collector/manifest";
import { grafana } from "./grafana/manifest";
import { loki } from "./loki/manifest";
import { nodeExporter } from "./node-exporter/manifest";
import { prometheus } from "./prometheus/manifest";
import { socketProxy } from "./socket-proxy/manifest";
import { tempo } from "./tempo/manifest";

/** Every service that a stack can run. Lists of services have this order. */
export const manifests = [
  cadvisor,
  prometheus,
  collector,
  agent,
  tempo,
  loki,
  grafana,
  alertmanager,
  nodeExporter,
  socketProxy,
] as const;

export type Manifest = (typeof manifests)[number];

/** Manifests that define `Part`. */
export type With<Part extends string> = Extract<Manifest, Readonly<Record<Part, unknown>>>;

/** Returns the manifests that define `part`, in the order of `manifests`. */
export function having<Part extends string>(part: Part): readonly With<Part>[] {
  return manifests.filter((manifest): manifest is With<Part> => Object.hasOwn(manifest, part));
}

/** Maps the name of each service whose manifest defines `part` to that part. */
export function byName<Part extends string>(part: Part) {
  return Object.freeze(
    Object.fromEntries(
      having(part).map((manifest) => [manifest.name, (manifest as Record<string, unknown>)[part]]),
    ),
  ) as { readonly [M in With<Part> as M["name"]]: Part extends keyof M ? M[Part] : never };
}

import { EngineClient } from "../../components/docker/engine-client";
import type { EngineEndpoint } from "../../components/docker/endpoint";
import {
  EXTENSION_LABEL,
  EXTENSION_NAME_LABEL,
  STACK_LABEL,
} from "../../components/settings/labels";
import { nameOf } from "../../components/docker/running-containers";
import { listContainers } from "../docker/containers";

/** Containers of others that a stack cannot go without: Docker removes no volume and no network that is in use. */
export async function attachedContainers(
  endpoint: EngineEndpoint,
  { namePrefix, networkName }: { readonly namePrefix: string; readonly networkName: string },
): Promise<string[]> {
  const client = new EngineClient(endpoint);
  const all = { all: true };
  const publishers = await listContainers(client, {
    label: `${EXTENSION_LABEL}=${namePrefix}`,
    ...all,
  });
  const onNetwork = await listContainers(client, { network: networkName });
  const found = new Map<string, string>();
  for (const container of [...publishers, ...onNetwork]) {
    const { [STACK_LABEL]: stack, [EXTENSION_NAME_LABEL]: extension } = container.Labels;
    if (stack === namePrefix) continue;
    const name = nameOf(container);
    found.set(name, extension === undefined ? name : `${name} (extension ${extension})`);
  }
  return [...found.values()].sort();
}

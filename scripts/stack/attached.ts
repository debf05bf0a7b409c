import { EngineClient } from "../../components/engine/client";
import { ifThere } from "../../components/engine/error";
import type { EngineEndpoint } from "../../components/engine/endpoint";
import {
  dockerLabels,
  EXTENSION_LABEL,
  EXTENSION_NAME_LABEL,
  STACK_LABEL,
} from "../../components/settings/labels";
import { nameOf } from "../../components/engine/running-containers";
import { listContainers } from "../docker/containers";

interface Network {
  readonly Id: string;
  readonly Scope: string;
}

interface SwarmService {
  readonly Spec: {
    readonly Name: string;
    readonly Labels?: Readonly<Record<string, string>>;
    readonly TaskTemplate: { readonly Networks?: readonly { readonly Target: string }[] | null };
  };
}

interface StackNames {
  readonly namePrefix: string;
  readonly networkName: string;
}

/**
 * Containers of others, and on a Swarm their services, that a stack cannot go without: Docker removes no volume and no network
 * that is in use.
 */
export async function attachedToStack(
  endpoint: EngineEndpoint,
  stack: StackNames,
): Promise<string[]> {
  const client = new EngineClient(endpoint);
  const found = await Promise.all([containers(client, stack), services(client, stack)]);
  return found.flat().sort();
}

async function containers(
  client: EngineClient,
  { namePrefix, networkName }: StackNames,
): Promise<string[]> {
  const all = { all: true };
  const publishers = await listContainers(client, {
    label: `${EXTENSION_LABEL}=${namePrefix}`,
    ...all,
  });
  const onNetwork = await listContainers(client, { network: networkName });
  const found = new Map<string, string>();
  for (const container of [...publishers, ...onNetwork]) {
    const { [STACK_LABEL]: stack, [EXTENSION_NAME_LABEL]: extension } = container.Labels;
    // A task goes with its service, wherever it is.
    if (stack === namePrefix || dockerLabels.swarmTask in container.Labels) continue;
    const name = nameOf(container);
    found.set(name, extension === undefined ? name : `${name} (extension ${extension})`);
  }
  return [...found.values()];
}

async function services(
  client: EngineClient,
  { namePrefix, networkName }: StackNames,
): Promise<string[]> {
  const network = await ifThere(client.get<Network>(`/networks/${networkName}`));
  if (network?.Scope !== "swarm") return [];
  const all = await client.get<SwarmService[]>("/services");
  return all
    .map(({ Spec }) => Spec)
    .filter(({ TaskTemplate }) =>
      (TaskTemplate.Networks ?? []).some(({ Target }) =>
        [network.Id, networkName].includes(Target),
      ),
    )
    .filter(({ Labels = {} }) => Labels[STACK_LABEL] !== namePrefix)
    .map(({ Name }) => `${Name} (service)`);
}

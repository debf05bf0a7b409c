import type { EngineEndpoint } from "../../components/engine/endpoint";
import { EngineClient } from "../../components/engine/client";
import { ifThere } from "../../components/engine/error";
import { nameOf } from "../../components/engine/running-containers";
import { listContainers, removeContainer } from "../docker/containers";
import { dockerLabels, STACK_LABEL } from "../../components/settings/labels";
import { root } from "./attach";
import type { Backend } from "./backend";
import { ask, type Pulumi } from "./cli";
import { engineEndpoint } from "./engine";
import { readLocks, release } from "./locks";
import { UserError } from "../../components/problem";
import { exportState } from "./state";
import { pendingOperations, type Unfinished } from "./pending-operations";

/** In place of the id of a network that is none of this stack's. */
const ANOTHERS = Symbol("another stack's");

/** Longer than any service may take to write down what it holds. */
const STOPPED_WITHIN_MS = 180_000;

/**
 * Clears away what a command that was killed has left: its lock, and what it had begun to make but could not write into
 * the state any more. The update that follows makes that anew; data is in volumes, which it takes as it finds them.
 *
 * `otherHosts` are the engines of remote hosts that answer. Only where the state is in files, whose locks tell whether another command works on the stack.
 */
export async function recover(
  { stateFolder }: Backend,
  pulumi: Pulumi,
  stack: string,
  otherHosts: readonly EngineEndpoint[],
  exclusions: readonly string[],
): Promise<void> {
  if (stateFolder === undefined) return;
  const locks = readLocks(stateFolder, stack);
  release(locks);
  // Pulumi itself refuses then, and says who works on it.
  if (locks.held.length > 0) return;

  const left = pendingOperations(exportState(pulumi, stack));
  if (left.begun + left.ending.length === 0 && locks.left.length === 0) return;
  for (const endpoint of [engineEndpoint(root, stack), ...otherHosts]) {
    const client = new EngineClient(endpoint);
    await awaitEnds(client, left);
    for (const removed of await removeLeftovers(client, left)) {
      console.error(`Removed the ${removed}, which a command that was killed had begun to make.`);
    }
  }
  if (left.begun > 0) forget(pulumi, stack, exclusions);
}

/** Takes what was begun off the state's list; it is gone from the engine, or a volume that can be made twice. */
function forget(pulumi: Pulumi, stack: string, exclusions: readonly string[]): void {
  const words = ["--clear-pending-creates", "--yes", "--skip-preview", "--suppress-outputs"];
  const { status, output } = ask(pulumi, root, [
    "refresh",
    ...words,
    ...exclusions,
    "--stack",
    stack,
  ]);
  if (status === 0) return;
  console.error(output);
  throw new UserError(
    `What was begun by a command that was killed could not be taken off the state of the stack ${stack}.`,
  );
}

/**
 * Waits for the end of containers that were being removed. The engine goes on stopping them when nobody waits for it any
 * more: an update that looked before their end would take them for running ones.
 */
export async function awaitEnds(client: EngineClient, { ending }: Unfinished): Promise<void> {
  const withinMs = STOPPED_WITHIN_MS;
  await Promise.all(
    ending.map((id) => ifThere(client.post(`/containers/${id}/stop`, { withinMs }))),
  );
}

/** Removes the containers and networks of the stack that its state does not know; says which. */
export async function removeLeftovers(client: EngineClient, left: Unfinished): Promise<string[]> {
  const removed: string[] = [];
  for (const namePrefix of left.namePrefixes) {
    const network = await strangeNetwork(client, namePrefix, left);
    if (network === ANOTHERS) continue;
    const label = `${STACK_LABEL}=${namePrefix}`;
    for (const container of await listContainers(client, { label, all: true })) {
      // Tasks are the Swarm's own to make and to remove.
      if (left.known.has(container.Id) || dockerLabels.swarmTask in container.Labels) continue;
      // It may have taken in data since it was made.
      await client.post(`/containers/${container.Id}/stop`, { withinMs: STOPPED_WITHIN_MS });
      await removeContainer(client, container.Id);
      removed.push(`container ${nameOf(container)}`);
    }
    if (network === undefined) continue;
    await client.delete(`/networks/${network}`);
    removed.push(`network ${namePrefix}`);
  }
  return removed;
}

/**
 * Id of the network that this stack began to make; undefined where its own is known, or none is there. A network of the name
 * that is neither belongs to the stack of another state, such as another clone's, and so does all that has its label.
 */
async function strangeNetwork(
  client: EngineClient,
  namePrefix: string,
  { known, networks }: Unfinished,
): Promise<string | typeof ANOTHERS | undefined> {
  const found = await client.get<{ Id: string; Name: string }[]>("/networks", {
    query: { filters: JSON.stringify({ name: [namePrefix] }) },
  });
  const id = found.find(({ Name }) => Name === namePrefix)?.Id;
  if (id === undefined || known.has(id)) return undefined;
  // A service is made when its network is known: none can be on one that was only begun.
  const inUse = (await listContainers(client, { network: id, all: true })).length > 0;
  return networks.includes(namePrefix) && !inUse ? id : ANOTHERS;
}

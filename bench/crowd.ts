import { EngineClient } from "../components/engine/client";
import { resolveEndpoint } from "../components/engine/endpoint";
import { defaults } from "../components/settings/defaults";
import {
  createContainer,
  listContainers,
  removeContainer,
  startContainer,
} from "../scripts/docker/containers";

const LABEL = "container-observability.bench";
const PREFIX = "bench-idle-";
const AT_ONCE = 4;

/** So many are enough to see that something works. */
export const FEW = 5;

/** Idle containers, as a host has them that does little. */
export class Crowd {
  static readonly prefix = PREFIX;
  /** One that is always there. */
  static readonly first = nameOf(0);
  readonly #client = new EngineClient(resolveEndpoint({}));
  #names: string[] = [];

  /** Starts, or removes, until there are so many. */
  async become(count: number): Promise<void> {
    const missing = Math.max(0, count - this.#names.length);
    const more = Array.from({ length: missing }, (_, i) => nameOf(this.#names.length + i));
    const gone = this.#names.slice(count);
    await inParts(more, (name) => this.#start(name));
    await inParts(gone, (name) => removeContainer(this.#client, name));
    this.#names = [...this.#names.slice(0, count), ...more];
  }

  /** Also those of a run that was ended. */
  async remove(): Promise<void> {
    const all = await listContainers(this.#client, { label: LABEL, all: true });
    await inParts(all, ({ Id }) => removeContainer(this.#client, Id));
    this.#names = [];
  }

  async #start(name: string): Promise<void> {
    const id = await createContainer(this.#client, {
      name,
      image: defaults.busyboxImage,
      command: ["sleep", "86400"],
      labels: { [LABEL]: "idle" },
      network: "bridge",
      memoryMiB: 16,
    });
    await startContainer(this.#client, id);
  }
}

async function inParts<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < items.length; at += AT_ONCE) {
    await Promise.all(items.slice(at, at + AT_ONCE).map(work));
  }
}

function nameOf(index: number): string {
  return `${PREFIX}${index}`;
}

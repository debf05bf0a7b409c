import type { Duplex, Readable } from "node:stream";
import type { EngineClient } from "../../components/engine/client";
import { EngineError, ifThere } from "../../components/engine/error";
import { createContainer, removeContainer, runInside, startContainer } from "../docker/containers";
import type { Outputs } from "../stack/outputs";
import { UserError } from "../../components/problem";
import type { Store } from "./services";

/** Value: the stack's name prefix. */
const LABEL = "container-observability.backup";

/** While this is there, the container outlives who started it. */
export const BUSY = "/run/busy";

/** Ends with the connection to its input, however that ends; first, it lets a change be done that must not end half-way. */
const WAIT = `cat >/dev/null; while [ -e ${BUSY} ]; do sleep 1; done`;

/** To see what others keep for themselves; and to give it back to them. */
const READ = ["DAC_READ_SEARCH"];
const WRITE = ["CHOWN", "DAC_OVERRIDE", "FOWNER"];

/**
 * A container on the stack's engine that has the volumes, each under its service's name. Data goes through the engine's
 * API, so the engine may be on another machine. There is one for a stack at a time, which keeps a second backup or
 * restore out; it ends with this process, also where that is killed.
 */
export class Helper {
  private constructor(
    private readonly client: EngineClient,
    private readonly id: string,
    private readonly connection: Duplex,
  ) {}

  /** @throws UserError where another backup or restore of the stack is at work. */
  static async start(
    client: EngineClient,
    { namePrefix, versions }: Pick<Outputs, "namePrefix" | "versions">,
    stores: readonly Store[],
    { writes }: { readonly writes: boolean },
  ): Promise<Helper> {
    const name = `${namePrefix}-backup`;
    await removeDead(client, name);
    const id = await orBusy(name, () =>
      createContainer(client, {
        name,
        image: versions["busybox"] ?? "busybox",
        command: ["sh", "-c", WAIT],
        labels: { [LABEL]: namePrefix },
        network: "none",
        memoryMiB: 64,
        livesWithItsInput: true,
        confined: { capabilities: writes ? WRITE : READ },
        volumes: stores.map(({ service, volume }) => ({
          volume,
          path: pathOf(service),
          readOnly: !writes,
        })),
      }),
    );
    try {
      const query = { stream: "1", stdin: "1" };
      const connection = await client.connect(`/containers/${id}/attach`, { query });
      connection.on("error", () => undefined);
      await startContainer(client, id);
      return new Helper(client, id, connection);
    } catch (error) {
      await removeContainer(client, id);
      throw error;
    }
  }

  async end(): Promise<void> {
    await removeContainer(this.client, this.id);
    this.connection.destroy();
  }

  /** A directory as a tar archive; its entries begin with the directory's own name. */
  archive(path: string, signal: AbortSignal): Promise<Readable> {
    return this.client.stream(`/containers/${this.id}/archive`, { query: { path }, signal });
  }

  /** Unpacks an archive into a directory that is there, with the owners and modes that it names. */
  async unpack(path: string, archive: Readable, signal: AbortSignal): Promise<void> {
    const query = { path, noOverwriteDirNonDir: "true" };
    await this.client.put(`/containers/${this.id}/archive`, { query, archive, signal });
  }

  /** What a script of the shell prints; `$1` and so on are its words. */
  async shell(script: string, ...words: readonly string[]): Promise<string> {
    const command = ["sh", "-euc", script, "sh", ...words];
    const { output, status } = await runInside(this.client, this.id, command);
    if (status !== 0) throw new Error(`In the helper container: ${output || `status ${status}`}`);
    return output.replaceAll("\r", "");
  }
}

/** Where the helper has the volume of a service. */
export function pathOf(service: string): string {
  return `/${service}`;
}

/** One that was never started, because who made it was killed right then, would stay for ever. */
async function removeDead(client: EngineClient, name: string): Promise<void> {
  const path = `/containers/${name}/json`;
  const found = await ifThere(client.get<{ State: { Running: boolean } }>(path));
  if (found?.State.Running === false) await removeContainer(client, name);
}

async function orBusy(name: string, create: () => Promise<string>): Promise<string> {
  try {
    return await create();
  } catch (error) {
    if (!(error instanceof EngineError) || error.statusCode !== 409) throw error;
    throw new UserError(
      `Nothing was touched: another backup or restore of this stack is at work (container ${name}). Wait for its end.`,
    );
  }
}

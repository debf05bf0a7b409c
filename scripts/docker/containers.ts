import { asText } from "../../components/engine/containers";
import type { EngineClient } from "../../components/engine/client";
import { EngineError } from "../../components/engine/error";
import { UserError } from "../../components/problem";

export {
  removeContainer,
  runInside,
  startContainer,
  writeFiles,
} from "../../components/engine/containers";

const PULL_WITHIN_MS = 600_000;
const MIB = 2 ** 20;

/** A container that a command starts, and that is no part of the stack. */
export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  readonly entrypoint?: readonly string[];
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly network: string;
  readonly memoryMiB: number;
  /** Begin again when it ends by itself. */
  readonly restarts?: boolean;
  /** Options of the `json-file` log driver; left out, the engine's own way of logging. */
  readonly logOptions?: Readonly<Record<string, string>>;
  /** Removed by the engine when it ends, and ending with the connection to its standard input. */
  readonly livesWithItsInput?: boolean;
  /** Root with these capabilities alone, and nothing to write to but the volumes and /run. */
  readonly confined?: { readonly capabilities: readonly string[] };
  readonly volumes?: readonly VolumeMount[];
}

export interface VolumeMount {
  readonly volume: string;
  readonly path: string;
  readonly readOnly: boolean;
}

/** Makes the container, without starting it; its id is known then. The image is pulled where it is missing. */
export async function createContainer(client: EngineClient, spec: ContainerSpec): Promise<string> {
  const create = async () => {
    const { Id } = await client.post<{ Id: string }>("/containers/create", {
      query: { name: spec.name },
      body: {
        Image: spec.image,
        ...(spec.entrypoint === undefined ? {} : { Entrypoint: spec.entrypoint }),
        Cmd: spec.command,
        Env: Object.entries(spec.environment ?? {}).map(([key, value]) => `${key}=${value}`),
        Labels: spec.labels,
        ...(spec.livesWithItsInput === true ? LIVES_WITH_ITS_INPUT : {}),
        ...(spec.confined === undefined ? {} : { User: "0:0" }),
        HostConfig: {
          Binds: (spec.volumes ?? []).map(
            ({ volume, path, readOnly }) => `${volume}:${path}:${readOnly ? "ro" : "rw"}`,
          ),
          AutoRemove: spec.livesWithItsInput === true,
          ...(spec.confined === undefined ? {} : confinement(spec.confined.capabilities)),
          NetworkMode: spec.network,
          Memory: spec.memoryMiB * MIB,
          MemorySwap: spec.memoryMiB * MIB,
          RestartPolicy: { Name: spec.restarts === true ? "unless-stopped" : "no" },
          ...(spec.logOptions === undefined
            ? {}
            : { LogConfig: { Type: "json-file", Config: spec.logOptions } }),
        },
      },
    });
    return Id;
  };
  try {
    return await create();
  } catch (error) {
    if (!(error instanceof EngineError) || !error.message.includes("No such image")) throw error;
    await pull(client, spec.image);
    return create();
  }
}

const LIVES_WITH_ITS_INPUT = { AttachStdin: true, OpenStdin: true, StdinOnce: true };

function confinement(capabilities: readonly string[]): object {
  return {
    ReadonlyRootfs: true,
    Tmpfs: { "/run": "" },
    CapDrop: ["ALL"],
    CapAdd: capabilities,
    SecurityOpt: ["no-new-privileges:true"],
  };
}

async function pull(client: EngineClient, image: string): Promise<void> {
  console.error(`Pulling ${image} ...`);
  // A pull that fails does so after the answer has begun: what counts is whether the image is there.
  const answer = await client.post<unknown>("/images/create", {
    query: { fromImage: image },
    withinMs: PULL_WITHIN_MS,
  });
  try {
    await client.get(`/images/${image}/json`);
  } catch {
    throw new UserError(`The image ${image} cannot be pulled: ${lastLine(asText(answer))}`);
  }
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

export interface RunningContainer {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly Labels: Readonly<Record<string, string>>;
  readonly State: string;
  readonly Status: string;
}

/** Containers with a label or on a network; with `all`, those too that do not run. */
export function listContainers(
  client: EngineClient,
  { label, network, all = false }: { label?: string; network?: string; all?: boolean } = {},
): Promise<RunningContainer[]> {
  const filters = {
    ...(label === undefined ? {} : { label: [label] }),
    ...(network === undefined ? {} : { network: [network] }),
  };
  return client.get("/containers/json", {
    query: { all: String(all), filters: JSON.stringify(filters) },
  });
}

/** Whether a container has printed anything since a time, in seconds since 1970. */
export async function hasPrintedSince(
  client: EngineClient,
  container: string,
  since: number,
): Promise<boolean> {
  const lines = await client.get<unknown>(`/containers/${container}/logs`, {
    query: { stdout: "true", stderr: "true", tail: "1", since: String(since) },
  });
  return asText(lines) !== "";
}

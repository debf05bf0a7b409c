import { pack } from "tar-stream";
import type { EngineClient } from "../../components/docker/engine-client";
import { EngineError } from "../../components/docker/engine-client";

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
    throw new EngineError(
      `The image ${image} cannot be pulled: ${lastLine(asText(answer))}`,
      undefined,
    );
  }
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

/** Writes files into a container, running or not. */
export async function writeFiles(
  client: EngineClient,
  container: string,
  files: Readonly<Record<string, string | Buffer>>,
): Promise<void> {
  const archive = pack();
  for (const [path, content] of Object.entries(files)) {
    archive.entry({ name: path.replace(/^\//, ""), mode: 0o644 }, content);
  }
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk as Uint8Array);
  await client.put(`/containers/${container}/archive`, {
    query: { path: "/" },
    archive: Buffer.concat(chunks),
  });
}

export async function startContainer(client: EngineClient, container: string): Promise<void> {
  await client.post(`/containers/${container}/start`);
}

/** Removes the container, running or not; one that is not there is fine. */
export async function removeContainer(client: EngineClient, container: string): Promise<void> {
  try {
    await client.delete(`/containers/${container}`, { query: { force: "true", v: "true" } });
  } catch (error) {
    if (!(error instanceof EngineError) || error.statusCode !== 404) throw error;
  }
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

/** Runs a program in a running container; what it prints, and its exit status. */
export async function runInside(
  client: EngineClient,
  container: string,
  command: readonly string[],
): Promise<{ output: string; status: number }> {
  // A terminal, because without one the engine mixes the output with its own framing.
  const { Id } = await client.post<{ Id: string }>(`/containers/${container}/exec`, {
    body: { AttachStdout: true, AttachStderr: true, Tty: true, Cmd: command },
  });
  const answer = await client.post<unknown>(`/exec/${Id}/start`, {
    body: { Detach: false, Tty: true },
  });
  const { ExitCode } = await client.get<{ ExitCode: number }>(`/exec/${Id}/json`);
  return { output: asText(answer).trim(), status: ExitCode };
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

/** The client's library parses what looks like JSON, and leaves the rest as bytes. */
function asText(answer: unknown): string {
  if (Buffer.isBuffer(answer)) return answer.toString("utf8");
  return typeof answer === "string" ? answer : JSON.stringify(answer ?? "");
}

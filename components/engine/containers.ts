import { pack } from "tar-stream";
import type { EngineClient } from "./client";
import { ifThere } from "./error";

/** A file to write into a container. */
export interface ContainerFile {
  readonly content: string | Buffer;
  /** Numeric user that alone may read it. Left out, everybody may. */
  readonly onlyFor?: number;
}

/** Writes files, and empty directories, into a container, running or not. */
export async function writeFiles(
  client: EngineClient,
  container: string,
  files: Readonly<Record<string, string | Buffer | ContainerFile>>,
  directories: readonly string[] = [],
): Promise<void> {
  const archive = pack();
  for (const path of directories) {
    archive.entry({ name: inArchive(path), type: "directory", mode: 0o755 });
  }
  for (const [path, file] of Object.entries(files)) {
    const { content, onlyFor }: ContainerFile =
      typeof file === "string" || Buffer.isBuffer(file) ? { content: file } : file;
    const access = onlyFor === undefined ? { mode: 0o644 } : { mode: 0o400, uid: onlyFor };
    archive.entry({ name: inArchive(path), ...access }, content);
  }
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk as Uint8Array);
  await client.put(`/containers/${container}/archive`, {
    query: { path: "/" },
    archive: Buffer.concat(chunks),
  });
}

function inArchive(path: string): string {
  return path.replace(/^\//, "");
}

export async function startContainer(client: EngineClient, container: string): Promise<void> {
  await client.post(`/containers/${container}/start`);
}

/** Removes the container, running or not; one that is not there is fine. */
export async function removeContainer(client: EngineClient, container: string): Promise<void> {
  const query = { force: "true", v: "true" };
  await ifThere(client.delete(`/containers/${container}`, { query }));
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

/** The client's library parses what looks like JSON, and leaves the rest as bytes. */
export function asText(answer: unknown): string {
  if (Buffer.isBuffer(answer)) return answer.toString("utf8");
  return typeof answer === "string" ? answer : JSON.stringify(answer ?? "");
}

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Readable } from "node:stream";
import { extract, type Header } from "tar-stream";
import { defaults } from "../../components/settings/defaults";
import { docker, networks, volumes } from "./engine";

/** Much more than a stack's volumes contain after a minute. */
const MOST_BYTES = 1024 * 2 ** 20;

/** Visible texts, by the place where they are visible. */
export type InSight = Readonly<Record<string, string | Buffer>>;

function dockerBytes(...words: string[]): Buffer {
  const { status, stdout, stderr } = spawnSync("docker", words, { maxBuffer: MOST_BYTES });
  if (status !== 0) throw new Error(`docker ${words.join(" ")}: ${String(stderr)}`);
  return stdout;
}

/** Returns a program's output in a container without a network, and without a log, which the stack would collect. */
function printedBy(options: readonly string[], ...command: string[]): Buffer {
  const unseen = ["--rm", "--network", "none", "--log-driver", "none"];
  return dockerBytes("run", ...unseen, ...options, defaults.busyboxImage, ...command);
}

/** Returns the names of a stack's containers, including those that were created but never started. */
export function containersOf(prefix: string): string[] {
  return docker("ps", "-a", "--format", "{{.Names}}")
    .split("\n")
    .filter((name) => name.startsWith(`${prefix}-`))
    .sort();
}

/** Returns the output of `docker inspect` for all of a stack's objects. */
export function inspected(prefix: string): InSight {
  const containers = containersOf(prefix);
  const images = docker("inspect", "--format", "{{.Image}}", ...containers).split("\n");
  const of = (kind: string, names: readonly string[]) =>
    [`docker ${kind} inspect`, dockerBytes(kind, "inspect", ...names)] as const;
  return Object.fromEntries([
    of("container", containers),
    of("image", [...new Set(images)]),
    of("volume", volumes(prefix)),
    of("network", networks(prefix)),
  ]);
}

export function logOf(container: string): Buffer {
  const { status, stdout, stderr } = spawnSync("docker", ["logs", container], {
    maxBuffer: MOST_BYTES,
  });
  if (status !== 0) throw new Error(`docker logs ${container}: ${String(stderr)}`);
  return Buffer.concat([stdout, stderr]);
}

/** Returns the logs of each container. */
export function logs(prefix: string): InSight {
  return Object.fromEntries(
    containersOf(prefix).map((name) => [`docker logs ${name}`, logOf(name)]),
  );
}

/** Returns the command lines and environments of these containers' processes, as visible to root on the host. */
export function processes(containers: readonly string[]): Buffer {
  const ids = containers.flatMap((name) => {
    const [, ...rows] = docker("top", name, "-eo", "pid").split("\n");
    return rows.map((row) => row.trim());
  });
  // Processes that have exited since, such as health checks, no longer have these files.
  const read = 'cd /proc; for id; do cat "$id/cmdline" "$id/environ" || :; done 2>/dev/null';
  return printedBy(["--privileged", "--pid", "host"], "sh", "-c", read, "sh", ...ids);
}

export interface VolumeFile {
  readonly volume: string;
  readonly path: string;
  readonly mode: number;
  readonly user: number;
  readonly group: number;
  readonly content: Buffer;
}

/** Returns every file in a stack's volumes. The names of the volumes are without the stack's prefix. */
export async function filesInVolumes(prefix: string): Promise<VolumeFile[]> {
  const names = volumes(`${prefix}-`);
  const mounts = names.flatMap((name) => ["-v", `${name}:/v/${name.slice(prefix.length + 1)}:ro`]);
  // If a store writes at the same time, tar fails, although it has read the files.
  const archive = printedBy(mounts, "sh", "-c", "tar -C /v -cf - . || :");
  const files: VolumeFile[] = [];
  const unpack = extract();
  Readable.from([archive]).pipe(unpack);
  for await (const entry of unpack) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    if (entry.header.type === "file") files.push(volumeFile(entry.header, Buffer.concat(chunks)));
  }
  return files;
}

function volumeFile({ name, mode, uid, gid }: Header, content: Buffer): VolumeFile {
  const [volume = "", ...path] = name.replace(/^\.\//, "").split("/");
  return { volume, path: path.join("/"), mode, user: uid, group: gid, content };
}

/** Returns every file below a folder by its relative path, except those below the paths in `leftOut`. */
export function filesBelow(folder: string, leftOut: readonly string[]): InSight {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !leftOut.some((path) => relative(folder, file).startsWith(path)))
      .map((file) => [relative(folder, file), readFileSync(file)]),
  );
}

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Readable } from "node:stream";
import { extract, type Header } from "tar-stream";
import { defaults } from "../../components/settings/defaults";
import { docker, networks, volumes } from "./engine";

/** Far above what a stack has in its volumes after a minute. */
const MOST_BYTES = 1024 * 2 ** 20;

/** What somebody sees, by where that is. */
export type InSight = Readonly<Record<string, string | Buffer>>;

function dockerBytes(...words: string[]): Buffer {
  const { status, stdout, stderr } = spawnSync("docker", words, { maxBuffer: MOST_BYTES });
  if (status !== 0) throw new Error(`docker ${words.join(" ")}: ${String(stderr)}`);
  return stdout;
}

/** What a program prints in a container without a network and without a log: the stack would collect that. */
function printedBy(options: readonly string[], ...command: string[]): Buffer {
  const unseen = ["--rm", "--network", "none", "--log-driver", "none"];
  return dockerBytes("run", ...unseen, ...options, defaults.busyboxImage, ...command);
}

/** Names of a stack's containers, those that were made and never started among them. */
export function containersOf(prefix: string): string[] {
  return docker("ps", "-a", "--format", "{{.Names}}")
    .split("\n")
    .filter((name) => name.startsWith(`${prefix}-`))
    .sort();
}

/** What the engine tells of all that a stack has there. */
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

/** What each container has logged. */
export function logs(prefix: string): InSight {
  return Object.fromEntries(
    containersOf(prefix).map((name) => [`docker logs ${name}`, logOf(name)]),
  );
}

/** Command line and environment of every process of these containers, as root on the host sees them. */
export function processes(containers: readonly string[]): Buffer {
  const ids = containers.flatMap((name) => {
    const [, ...rows] = docker("top", name, "-eo", "pid").split("\n");
    return rows.map((row) => row.trim());
  });
  // What has ended since, such as a health check, has no such files any more.
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

/** Every file in a stack's volumes; volumes without the stack's prefix. */
export async function filesInVolumes(prefix: string): Promise<VolumeFile[]> {
  const names = volumes(`${prefix}-`);
  const mounts = names.flatMap((name) => ["-v", `${name}:/v/${name.slice(prefix.length + 1)}:ro`]);
  // A store that writes meanwhile makes tar complain of what it has read all the same.
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

/** Every file below a folder but those that are left out, by their path in it. */
export function filesBelow(folder: string, leftOut: readonly string[]): InSight {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !leftOut.some((path) => relative(folder, file).startsWith(path)))
      .map((file) => [relative(folder, file), readFileSync(file)]),
  );
}

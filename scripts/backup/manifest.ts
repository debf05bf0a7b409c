import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, writeFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { DATA_SERVICES } from "../../components/settings/data-owners";
import { UserError } from "../../components/problem";

export const FORMAT = 1;
const FILE = "manifest.json";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
// A name of its own in the folder, never a path out of it.
const file = z.object({ file: z.string().regex(/^[\w.-]+$/), bytes: z.number(), sha256 });

const archive = z.object({
  service: z.enum(DATA_SERVICES),
  volume: z.string(),
  /** The image that wrote the data. */
  image: z.string(),
  /** What is in the archive. */
  tree: z.object({ files: z.number(), bytes: z.number(), sha256 }),
  archive: file,
  stoppedSeconds: z.number(),
});

const schema = z.object({
  format: z.literal(FORMAT),
  /** Of this project. */
  version: z.string(),
  madeAt: z.string(),
  stack: z.string(),
  environment: z.string(),
  hostName: z.string(),
  namePrefix: z.string(),
  volumes: z.array(archive),
  /** The stack's state, its secrets encrypted, and its settings. */
  state: z.array(file),
});

export type Manifest = z.infer<typeof schema>;
export type ArchivedVolume = Manifest["volumes"][number];
export type StoredFile = z.infer<typeof file>;

/** Written last: a folder without it is no whole backup. */
export function writeManifest(folder: string, manifest: Omit<Manifest, "format">): void {
  const path = join(folder, FILE);
  const text = `${JSON.stringify({ format: FORMAT, ...manifest }, null, 2)}\n`;
  writeFileSync(`${path}.partial`, text, { mode: 0o600, flush: true });
  renameSync(`${path}.partial`, path);
}

/** @throws UserError where the folder holds no whole backup that this version can read. */
export function readManifest(folder: string): Manifest {
  const path = join(folder, FILE);
  if (!existsSync(path)) {
    throw new UserError(
      existsSync(folder)
        ? `${folder} has no ${FILE}: it is not a backup, or an incomplete one.`
        : `The directory ${folder} does not exist.`,
    );
  }
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${(error as Error).message}`);
  }
  const { format, version } = (found ?? {}) as { format?: unknown; version?: unknown };
  if (typeof format === "number" && format > FORMAT) {
    throw new UserError(
      `${folder} was written by version ${String(version)} of this project in format ${format}; this one reads ${FORMAT}. ` +
        "Restore it with that version or a later one.",
    );
  }
  const { success, data, error } = schema.safeParse(found);
  if (success) return data;
  throw new UserError(`${path} is not a valid backup manifest: ${z.prettifyError(error)}`);
}

/** Why files of a backup are not as they were written, a sentence each. */
export async function damages(folder: string, manifest: Manifest): Promise<string[]> {
  const stored = [...manifest.volumes.map((volume) => volume.archive), ...manifest.state];
  const problems = await Promise.all(
    stored.map(async ({ file: name, sha256: expected }) => {
      const path = join(folder, name);
      if (!existsSync(path)) return `${name} is missing.`;
      const found = await hashOf(path);
      return found === expected
        ? undefined
        : `${name} is damaged: its SHA-256 is ${found}, and was ${expected}.`;
    }),
  );
  return problems.filter((problem) => problem !== undefined);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

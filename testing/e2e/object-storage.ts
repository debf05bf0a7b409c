import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver, { type Listing } from "@20minutes/s3rver";

/** The access key and secret key of the server, which rejects all others. */
export const KEY = "S3RVER";

/** An S3-compatible object storage on the Docker host, in its own folder. */
export class ObjectStorage {
  readonly #folder = mkdtempSync(join(tmpdir(), "object-storage-"));
  readonly #server: S3rver;
  #port = 0;

  constructor(buckets: readonly string[]) {
    this.#server = new S3rver({
      address: "0.0.0.0",
      // Any free port: the test files that use it run in parallel.
      port: 0,
      directory: this.#folder,
      silent: true,
      vhostBuckets: false,
      // S3rver computes signatures differently from MinIO's client, which Tempo uses.
      allowMismatchedSignatures: true,
      configureBuckets: buckets.map((name) => ({ name })),
    });
    const { store } = this.#server;
    const list = store.listObjects.bind(store);
    // With a delimiter, S3rver misses objects that are more than one folder below the prefix.
    store.listObjects = async (bucket, { delimiter = "", ...options }) => {
      const all = await list(bucket, options);
      return delimiter === "" ? all : folded(all, options.prefix ?? "", delimiter);
    };
  }

  async listen(): Promise<void> {
    this.#port = (await this.#server.run()).port;
  }

  /** URL for containers. Throws if the server does not listen yet. */
  get url(): string {
    if (this.#port === 0) throw new Error("The object storage does not listen yet.");
    return `http://host.docker.internal:${this.#port}`;
  }

  /** Returns the paths of the objects in a bucket. */
  objects(bucket: string): string[] {
    const folder = join(this.#folder, bucket);
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith("_object"))
      .map((path) => path.replace(/\._S3rver_object$/, ""));
  }

  async remove(): Promise<void> {
    await this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Returns only the objects directly below the prefix. Deeper ones are summarized as common prefixes. */
function folded(all: Listing, prefix: string, delimiter: string): Listing {
  const below = (key: string) => key.indexOf(delimiter, prefix.length);
  const deeper = all.objects.filter(({ key }) => below(key) !== -1);
  const prefixes = deeper.map(({ key }) => key.slice(0, below(key) + delimiter.length));
  return {
    ...all,
    objects: all.objects.filter(({ key }) => below(key) === -1),
    commonPrefixes: [...new Set(prefixes)].sort(),
  };
}

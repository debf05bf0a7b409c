import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver, { type Listing } from "@20minutes/s3rver";

/** What the server knows; a client with another access key is refused. */
export const KEY = "S3RVER";

/** An S3-compatible object storage on the Docker host, in a folder of its own. */
export class ObjectStorage {
  readonly #folder = mkdtempSync(join(tmpdir(), "object-storage-"));
  readonly #server: S3rver;
  #port = 0;

  constructor(buckets: readonly string[]) {
    this.#server = new S3rver({
      address: "0.0.0.0",
      // Any that is free: the files that use it run side by side.
      port: 0,
      directory: this.#folder,
      silent: true,
      vhostBuckets: false,
      // It computes the signature of MinIO's client, which is Tempo's, in another way than that does.
      allowMismatchedSignatures: true,
      configureBuckets: buckets.map((name) => ({ name })),
    });
    const { store } = this.#server;
    const list = store.listObjects.bind(store);
    // With a delimiter it overlooks what lies more than one folder below the prefix.
    store.listObjects = async (bucket, { delimiter = "", ...options }) => {
      const all = await list(bucket, options);
      return delimiter === "" ? all : folded(all, options.prefix ?? "", delimiter);
    };
  }

  async listen(): Promise<void> {
    this.#port = (await this.#server.run()).port;
  }

  /** As a container reaches it, once it listens. */
  get url(): string {
    if (this.#port === 0) throw new Error("The object storage does not listen yet.");
    return `http://host.docker.internal:${this.#port}`;
  }

  /** Paths of the objects in a bucket. */
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

/** What of a listing lies right below the prefix; the rest by what its names begin with. */
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

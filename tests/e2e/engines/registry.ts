import { spawnSync } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { mirrored } from "../../../components/settings/images";

/** Not below /tmp, which may be in memory: images go here. */
const PLACE = "/var/lib";
const PORT = 27480;
const NAME = "io.containerd.image.name";
const DIGEST = /^sha256:[0-9a-f]{64}$/;

interface Descriptor {
  readonly digest: string;
  readonly mediaType: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A registry of images that the engine of the tests has, which other engines pull from. */
export class Registry {
  readonly #folder = mkdtempSync(join(PLACE, "registry-"));
  readonly #server = createServer((request, response) => {
    this.#answer(request, response);
  });
  readonly #images: readonly Descriptor[];
  /** As engines call it: what stands before the names of its images. */
  readonly address: string;

  constructor(host: string, images: readonly string[]) {
    this.address = `${host}:${PORT}`;
    const command = `docker save ${images.join(" ")} | tar -x -C ${this.#folder}`;
    const { status, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
    if (status !== 0) throw new Error(`the images of the registry: ${stderr}`);
    const index = readFileSync(join(this.#folder, "index.json"), "utf8");
    this.#images = (JSON.parse(index) as { manifests: Descriptor[] }).manifests;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(PORT, "0.0.0.0", resolve));
  }

  /** The image under its name here. */
  has(image: string): string {
    return mirrored(image, this.address);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #answer({ url = "", method }: IncomingMessage, response: ServerResponse): void {
    const [, name = "", kind, reference = ""] =
      /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(url) ?? [];
    const found =
      kind === undefined ? undefined : this.#descriptor(name, decodeURIComponent(reference));
    if (found === undefined) {
      response.writeHead(url === "/v2/" ? 200 : 404, { "content-type": "application/json" });
      response.end("{}");
      return;
    }
    const file = this.#file(found.digest);
    response.writeHead(200, {
      "content-type": found.mediaType,
      "content-length": statSync(file).size,
      "docker-content-digest": found.digest,
    });
    if (method === "HEAD") response.end();
    else createReadStream(file).pipe(response);
  }

  #descriptor(name: string, reference: string): Descriptor | undefined {
    if (!DIGEST.test(reference)) {
      return this.#images.find(({ annotations }) =>
        annotations?.[NAME]?.endsWith(`/${name}:${reference}`),
      );
    }
    const file = this.#file(reference);
    if (!existsSync(file)) return undefined;
    return { digest: reference, mediaType: mediaType(file) };
  }

  #file(digest: string): string {
    return join(this.#folder, "blobs", ...digest.split(":"));
  }
}

/** What a manifest says of itself; a layer says nothing that is asked for. */
function mediaType(file: string): string {
  const LARGEST_MANIFEST = 2 ** 20;
  if (statSync(file).size > LARGEST_MANIFEST) return "application/octet-stream";
  try {
    const { mediaType: own } = JSON.parse(readFileSync(file, "utf8")) as { mediaType?: string };
    return own ?? "application/octet-stream";
  } catch {
    return "application/octet-stream";
  }
}

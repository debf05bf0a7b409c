import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { mirrored } from "../../components/settings/images";

/** Not below /tmp, which may be in memory: the images need space on a disk. */
const PLACE = "/var/lib";
const PORT = 27480;

/** A registry with images from the engine of the tests, from which other engines pull. */
export class Registry {
  readonly #folder = mkdtempSync(join(PLACE, "registry-"));
  #server: ChildProcess | undefined;
  /** Host and port: the prefix of its image references. */
  readonly address: string;

  constructor(host: string, images: readonly string[]) {
    this.address = `${host}:${PORT}`;
    const command = `docker save ${images.join(" ")} | tar -x -C ${this.#folder}`;
    const { status, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
    if (status !== 0) throw new Error(`copying images to the registry: ${stderr}`);
  }

  async listen(): Promise<void> {
    const program = join(__dirname, "registry-server.mjs");
    const server = spawn(process.execPath, [program, this.#folder, String(PORT)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#server = server;
    await once(server.stdout, "data");
  }

  /** Returns the image's reference in this registry. */
  has(image: string): string {
    return mirrored(image, this.address);
  }

  close(): void {
    this.#server?.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

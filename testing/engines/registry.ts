import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { mirrored } from "../../components/settings/images";

/** Not below /tmp, which may be in memory: images go here. */
const PLACE = "/var/lib";
const PORT = 27480;

/** A registry of images that the engine of the tests has, which other engines pull from. */
export class Registry {
  readonly #folder = mkdtempSync(join(PLACE, "registry-"));
  #server: ChildProcess | undefined;
  /** As engines call it: what stands before the names of its images. */
  readonly address: string;

  constructor(host: string, images: readonly string[]) {
    this.address = `${host}:${PORT}`;
    const command = `docker save ${images.join(" ")} | tar -x -C ${this.#folder}`;
    const { status, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
    if (status !== 0) throw new Error(`the images of the registry: ${stderr}`);
  }

  async listen(): Promise<void> {
    const program = join(__dirname, "registry-server.mjs");
    const server = spawn(process.execPath, [program, this.#folder, String(PORT)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#server = server;
    await once(server.stdout, "data");
  }

  /** The image under its name here. */
  has(image: string): string {
    return mirrored(image, this.address);
  }

  close(): void {
    this.#server?.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { dump } from "js-yaml";

/** Path below the project's folder to text. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** Why there is no Compose to race; undefined where there is. */
export function missingCompose(): string | undefined {
  const { status } = spawnSync("docker", ["compose", "version"]);
  return status === 0 ? undefined : "Docker Compose (the command docker compose)";
}

/** A Compose project in a folder of its own. */
export class ComposeProject {
  readonly #folder = mkdtempSync(join(tmpdir(), "compose-"));

  write(document: object, files: ProjectFiles): void {
    const compose = dump(document, { noRefs: true, lineWidth: -1 });
    for (const [path, content] of Object.entries({ ...files, "compose.yaml": compose })) {
      const file = join(this.#folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }

  /** Until every container is healthy, or runs where nothing tells its health. */
  up(...words: readonly string[]): Promise<void> {
    return this.#compose("up", "--detach", "--wait", ...words);
  }

  /** Takes it down with its volumes, without a wait for what services would still write there. */
  down(): Promise<void> {
    return this.#compose("down", "--volumes", "--timeout", "1");
  }

  async remove(): Promise<void> {
    await this.down();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #compose(...words: readonly string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = spawn("docker", ["compose", ...words], {
        cwd: this.#folder,
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (chunk) => (output += String(chunk)));
      }
      child.on("error", reject);
      child.on("close", (status) => {
        if (status === 0) resolve();
        else reject(new Error(`docker compose ${words.join(" ")}: ${output}`));
      });
    });
  }
}

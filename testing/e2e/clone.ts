import { execFileSync, spawn, spawnSync, type ChildProcessByStdio } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { copyProject, project } from "../project-files";
import { killTree } from "./kill-tree";
import { furnishPulumiHome } from "./pulumi-home";

export const PROJECT = "container-observability";

export interface Outcome {
  readonly status: number;
  readonly output: string;
  /** Standard output, without standard error. */
  readonly printed: string;
}

/** Installs packages from npm's cache if this machine has downloaded them before. */
const NPM_FROM_CACHE = { npm_config_prefer_offline: "true", npm_config_audit: "false" };

/** Keeps the tests' stacks in the clone, whichever backend this machine's user has configured. */
const NO_OWN_BACKEND = {
  PULUMI_BACKEND_URL: undefined,
  PULUMI_CONFIG_PASSPHRASE: undefined,
  PULUMI_CONFIG_PASSPHRASE_FILE: undefined,
  PULUMI_ACCESS_TOKEN: undefined,
};

/** A copy of the project as a new user gets it: only its files, nothing installed. */
export class Clone {
  readonly folder = mkdtempSync(join(tmpdir(), "clone-"));
  readonly #state = join(this.folder, ".pulumi-local", "state", ".pulumi");
  readonly #home = mkdtempSync(join(tmpdir(), "pulumi-home-"));

  constructor() {
    copyProject(this.folder);
    furnishPulumiHome(this.#home);
  }

  /** Returns a clone with the packages that npm has installed here. Installing them takes longer than most tests. */
  static furnished(): Clone {
    const clone = new Clone();
    for (const folder of [".", "demo"]) {
      const installed = join(project, folder, "node_modules");
      const copy = join(clone.folder, folder, "node_modules");
      // Node's own copy takes minutes for so many files. Hard links are fast, but cannot cross file systems.
      const linked = spawnSync("cp", ["-alT", installed, copy]);
      if (linked.status !== 0) execFileSync("cp", ["-aT", installed, copy]);
      // Older than the installed packages, so that `npm ci` does not run again.
      utimesSync(join(clone.folder, folder, "package-lock.json"), 0, 0);
    }
    return clone;
  }

  /** Returns a clone of the project at a commit, which must be in this repository's history. */
  static at(commit: string): Clone {
    const clone = new Clone();
    clone.checkOut(commit);
    return clone;
  }

  /** Replaces the files with those of a commit. Files outside of Git stay. */
  checkOut(commit: string): void {
    this.#clear();
    const archive = execFileSync("git", ["archive", commit], {
      cwd: project,
      maxBuffer: 2 ** 28,
    });
    // With current timestamps, as after a Git checkout: npm commands then notice that the packages have changed.
    execFileSync("tar", ["-x", "--touch", "-C", this.folder], { input: archive });
  }

  /** Replaces the files with the project's current ones, like `git pull`. Files outside of Git stay. */
  update(): void {
    this.#clear();
    copyProject(this.folder);
  }

  /** Removes all files except those outside of Git. */
  #clear(): void {
    const ofStacks = /^(?:\.pulumi-local|node_modules|Pulumi\..+\.yaml)$/;
    for (const entry of readdirSync(this.folder).filter((name) => !ofStacks.test(name))) {
      rmSync(join(this.folder, entry), { recursive: true });
    }
  }

  /** Builds the package of the components, and links it so that the examples in the clone can import it by name. */
  linkPackage(): void {
    const link = join(this.folder, "node_modules", PROJECT);
    if (existsSync(link)) return;
    execFileSync("npm", ["run", "--silent", "build"], { cwd: this.folder });
    symlinkSync(this.folder, link);
  }

  /** Runs `npm run <script> -- <words>`. */
  npm(script: string, words: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return this.#run("npm", ["run", "--silent", script, "--", ...words], more);
  }

  /** Runs commands from a page of the docs. Stops at the first one that fails. */
  bash(commands: string): Promise<Outcome> {
    return this.#run("bash", ["-euo", "pipefail", "-c", commands], {});
  }

  /**
   * Runs an npm script, and kills it with all of its child processes after a time. Resolves to its output so far;
   * undefined if it had already exited.
   */
  async killed(
    script: string,
    words: readonly string[],
    afterMs: number,
  ): Promise<string | undefined> {
    const child = this.#spawn("npm", ["run", "--silent", script, "--", ...words], {}, true);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => (output += String(chunk)));
    }
    const closed = new Promise<void>((resolve) =>
      child.on("close", () => {
        resolve();
      }),
    );
    const alive = await Promise.race([closed.then(() => false), sleep(afterMs, true)]);
    if (!alive || child.pid === undefined) return undefined;
    killTree(child.pid);
    await closed;
    return output;
  }

  #run(program: string, words: readonly string[], more: NodeJS.ProcessEnv): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const child = this.#spawn(program, words, more);
      let output = "";
      let printed = "";
      child.stdout.on("data", (chunk) => {
        printed += String(chunk);
        output += String(chunk);
      });
      child.stderr.on("data", (chunk) => (output += String(chunk)));
      child.on("error", reject);
      child.on("close", (status) => {
        resolve({ status: status ?? 1, output, printed });
      });
    });
  }

  #spawn(
    program: string,
    words: readonly string[],
    more: NodeJS.ProcessEnv,
    detached = false,
  ): ChildProcessByStdio<null, Readable, Readable> {
    return spawn(program, words, {
      cwd: this.folder,
      env: {
        ...process.env,
        ...NO_OWN_BACKEND,
        ...NPM_FROM_CACHE,
        PULUMI_HOME: this.#home,
        NO_COLOR: "1",
        ...more,
      },
      stdio: ["ignore", "pipe", "pipe"],
      detached,
    });
  }

  /** Turns the clone into a Git repository with a remote that it tracks. */
  becomeRepository(): void {
    const git = (...words: string[]) => {
      const who = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
      const { status, stderr } = spawnSync("git", [...who, ...words], {
        cwd: this.folder,
        encoding: "utf8",
      });
      if (status !== 0) throw new Error(`git ${words.join(" ")}: ${stderr}`);
    };
    const origin = join(this.#home, "origin.git");
    git("init", "-q", "-b", "main");
    git("add", "-A");
    git("commit", "-qm", "the project");
    git("clone", "-q", "--bare", ".", origin);
    git("remote", "add", "origin", origin);
    git("fetch", "-q");
    git("branch", "-q", "--set-upstream-to", "origin/main");
  }

  /** Returns the lock files of the commands that use the stack. */
  locks(stack: string): string[] {
    const folder = join(this.#state, "locks", "organization", PROJECT, stack);
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  /** Returns the names of the stacks whose state is in the clone. */
  stacks(): string[] {
    const folder = join(this.#state, "stacks", PROJECT);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((file) => file.endsWith(".json"))
      .map((file) => file.slice(0, -".json".length));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
    rmSync(this.#home, { recursive: true, force: true });
  }
}

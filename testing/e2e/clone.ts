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
  /** What of the output is for another program to read. */
  readonly printed: string;
}

/** Packages that this machine has taken before are not asked for again. */
const NPM_FROM_CACHE = { npm_config_prefer_offline: "true", npm_config_audit: "false" };

/** The tests' stacks go into the clone, wherever this machine's user keeps others. */
const NO_OWN_BACKEND = {
  PULUMI_BACKEND_URL: undefined,
  PULUMI_CONFIG_PASSPHRASE: undefined,
  PULUMI_CONFIG_PASSPHRASE_FILE: undefined,
  PULUMI_ACCESS_TOKEN: undefined,
};

/** The project as a new user has it: its files, and nothing installed. */
export class Clone {
  readonly folder = mkdtempSync(join(tmpdir(), "clone-"));
  readonly #state = join(this.folder, ".pulumi-local", "state", ".pulumi");
  readonly #home = mkdtempSync(join(tmpdir(), "pulumi-home-"));

  constructor() {
    copyProject(this.folder);
    furnishPulumiHome(this.#home);
  }

  /** One with what npm has installed here: to install it anew takes longer than most of what is done with a clone. */
  static furnished(): Clone {
    const clone = new Clone();
    for (const folder of [".", "demo"]) {
      const installed = join(project, folder, "node_modules");
      const copy = join(clone.folder, folder, "node_modules");
      // Node's own copying takes minutes for so many files. Links are made at once, but not to another file system.
      const linked = spawnSync("cp", ["-alT", installed, copy]);
      if (linked.status !== 0) execFileSync("cp", ["-aT", installed, copy]);
      // Older than what is installed, so that npm is not asked again.
      utimesSync(join(clone.folder, folder, "package-lock.json"), 0, 0);
    }
    return clone;
  }

  /** The project as it was at a commit, which this one's history has to hold. */
  static at(commit: string): Clone {
    const clone = new Clone();
    clone.checkOut(commit);
    return clone;
  }

  /** Becomes the project as it was at a commit. What is not Git's stays. */
  checkOut(commit: string): void {
    this.#clear();
    const archive = execFileSync("git", ["archive", commit], {
      cwd: project,
      maxBuffer: 2 ** 28,
    });
    // As new as if Git had just written them: by that, an npm command sees that other packages are wanted.
    execFileSync("tar", ["-x", "--touch", "-C", this.folder], { input: archive });
  }

  /** Becomes the project as it is now, as `git pull` would do it: what is not Git's stays. */
  update(): void {
    this.#clear();
    copyProject(this.folder);
  }

  /** Removes all but what Git does not know. */
  #clear(): void {
    const ofStacks = /^(?:\.pulumi-local|node_modules|Pulumi\..+\.yaml)$/;
    for (const entry of readdirSync(this.folder).filter((name) => !ofStacks.test(name))) {
      rmSync(join(this.folder, entry), { recursive: true });
    }
  }

  /** Builds the package of the components, and lets the examples in the clone find it by its name. */
  linkPackage(): void {
    const link = join(this.folder, "node_modules", PROJECT);
    if (existsSync(link)) return;
    execFileSync("npm", ["run", "--silent", "build"], { cwd: this.folder });
    symlinkSync(this.folder, link);
  }

  /** `npm run <script> -- <words>`, as its user types it. */
  npm(script: string, words: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return this.#run("npm", ["run", "--silent", script, "--", ...words], more);
  }

  /** Commands, as a page of the docs has them. The first that fails ends them. */
  bash(commands: string): Promise<Outcome> {
    return this.#run("bash", ["-euo", "pipefail", "-c", commands], {});
  }

  /**
   * As `npm`, but everything that it has started is killed after a time. Resolves to what it had printed; undefined where
   * it had ended by then.
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

  /** Makes it a Git repository with a remote one that it was cloned from. */
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

  /** Files by which Pulumi knows that a command works on the stack. */
  locks(stack: string): string[] {
    const folder = join(this.#state, "locks", "organization", PROJECT, stack);
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  /** Names of the stacks whose state is in the clone. */
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

import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { copyProject, project } from "../../../testing/project-files";
import { FakeGithub } from "./fake-github";
import { runWorkflow, type JobRun, type Situation } from "./runner";

export const REPOSITORY = "team/observability";
const SECRETS = { PULUMI_ACCESS_TOKEN: "", PULUMI_CONFIG_PASSPHRASE: "correct horse" };
const STATE = { PULUMI_BACKEND_URL: "file:///srv/state" };

export interface Answer {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly status?: number;
}

/** A repository of a team on a GitHub of this machine, with this project in it. */
export class Repository {
  readonly folder = mkdtempSync(join(tmpdir(), "workflows-"));
  readonly source = join(this.folder, "source");
  readonly artifacts = join(this.folder, "artifacts");
  readonly github = new FakeGithub(REPOSITORY);
  readonly #fake = join(this.folder, "fake-npm");
  /** Settings of the repository, its environments and its secrets. */
  vars: Record<string, string> = {
    RUNNER_LABEL: "docker",
    DOCKER_HOST: "",
    POLICY_PACK: "",
    ...STATE,
  };
  secrets: Record<string, string> = SECRETS;
  #environment: NodeJS.ProcessEnv;

  /** With the files that the workflows' own scripts need, or with all of them. */
  constructor(files: "few" | "all" = "few") {
    copyProject(this.source, files === "few" ? [".github", "package.json"] : []);
    this.git("init", "-q", "-b", "main");
    mkdirSync(this.#fake);
    const standIn = join(__dirname, "fake-npm.mjs");
    this.#environment = this.#withNpm(`exec "${process.execPath}" "${standIn}" "$@"`);
    this.answer({});
  }

  /** From now on npm is the real one, but for `npm ci`: it takes what this project has installed. */
  useRealNpm(more: NodeJS.ProcessEnv): void {
    const npm = spawnSync("which", ["npm"], { encoding: "utf8" }).stdout.trim();
    const modules = join(project, "node_modules");
    // As hard links where the file system can.
    const install = `{ cp -al "${modules}" . 2>/dev/null || cp -r "${modules}" .; } && touch node_modules/.package-lock.json`;
    const script = `if [ "$1" = ci ]; then ${install}; else exec "${npm}" "$@"; fi`;
    this.#environment = { ...this.#withNpm(script), ...more };
  }

  #withNpm(script: string): NodeJS.ProcessEnv {
    const npm = join(this.#fake, "npm");
    writeFileSync(npm, `#!/bin/sh\n${script}\n`);
    chmodSync(npm, 0o755);
    // Nothing of this machine's own accounts, nor of the run of the tests.
    const foreign = /^(PULUMI|GITHUB|VITEST|NODE)_(?!EXTRA)|_TOKEN$|^VITEST$/;
    const machine = Object.entries(process.env).filter(([name]) => !foreign.test(name));
    return {
      ...Object.fromEntries(machine),
      FAKE_NPM: this.#fake,
      PATH: `${this.#fake}:${process.env["PATH"] ?? ""}`,
    };
  }

  git(...words: string[]): string {
    const author = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
    const { status, stdout, stderr } = spawnSync("git", [...author, ...words], {
      cwd: this.source,
      encoding: "utf8",
      // Not what this machine's user has set, such as signatures and hooks.
      env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
    });
    if (status !== 0) throw new Error(`git ${words.join(" ")}: ${stderr}`);
    return stdout.trim();
  }

  /** Puts a file into the repository, and everything into a commit. */
  commit(file: string, text: string): void {
    writeFileSync(join(this.source, file), text);
    this.git("add", "-A");
    this.git("commit", "-q", "-m", file);
  }

  /** What the npm commands print and return from now on, by command or by command and stack. */
  answer(answers: Readonly<Record<string, Answer>>): void {
    writeFileSync(join(this.#fake, "answers.json"), JSON.stringify(answers));
    rmSync(join(this.#fake, "calls.jsonl"), { force: true });
  }

  /** What npm was called for since the last `answer`, and which secrets it could see. */
  calls(): { words: string; secrets: string[] }[] {
    const file = join(this.#fake, "calls.jsonl");
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
    return lines.map((line) => {
      const call = JSON.parse(line) as { words: string[]; secrets: string[] };
      return { ...call, words: call.words.join(" ") };
    });
  }

  run(file: string, more: Pick<Situation, "eventName"> & Partial<Situation>): Promise<JobRun[]> {
    return runWorkflow(file, {
      folder: this.folder,
      source: this.source,
      event: {},
      ref: "refs/heads/main",
      repository: REPOSITORY,
      apiUrl: this.github.url,
      vars: this.vars,
      secrets: this.secrets,
      artifacts: this.artifacts,
      environment: this.#environment,
      ...more,
    });
  }

  /** `npm run <script> -- <words>` in the repository itself, with the settings and secrets of its environments. */
  npm(script: string, words: readonly string[]): number {
    const install = spawnSync("npm", ["ci"], { cwd: this.source, env: this.#environment });
    const { status } = spawnSync("npm", ["run", "--silent", script, "--", ...words], {
      cwd: this.source,
      env: { ...this.#environment, ...this.vars, ...this.secrets },
      stdio: "ignore",
    });
    return install.status === 0 ? (status ?? 1) : 1;
  }

  /** A report that a run of Preview left, or one that somebody made up. */
  leave(artifact: string, file: string, text: string): void {
    const path = join(this.artifacts, artifact, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    this.listArtifacts(artifact);
  }

  listArtifacts(...names: string[]): void {
    const known = new Set([...this.github.artifacts.map(({ name }) => name), ...names]);
    this.github.artifacts = [...known].map((name) => ({ name, size_in_bytes: 4000 }));
  }

  forgetArtifacts(): void {
    rmSync(this.artifacts, { recursive: true, force: true });
    this.github.artifacts = [];
  }

  remove(): void {
    this.github.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A pull request, as its events tell of it. */
export interface PullRequest {
  readonly number: number;
  readonly sha: string;
  readonly branch: string;
  /** The repository it comes from. */
  readonly from: string;
  readonly author?: string;
}

export function pullRequestEvent({ number, from, author = "ada" }: PullRequest): object {
  return { pull_request: { number, head: { repo: { full_name: from } }, user: { login: author } } };
}

export function workflowRunEvent(pull: PullRequest, conclusion = "success") {
  return {
    repository: { full_name: REPOSITORY },
    workflow_run: {
      id: 42,
      event: "pull_request",
      conclusion,
      head_sha: pull.sha,
      head_branch: pull.branch,
      head_repository: { full_name: pull.from, owner: { login: pull.from.split("/")[0] } },
      html_url: "https://github.example/team/observability/actions/runs/42",
      // GitHub leaves it empty for forks.
      pull_requests: pull.from === REPOSITORY ? [{ number: pull.number }] : [],
    },
  };
}

export function openPull({ number, sha, branch, from, author = "ada" }: PullRequest) {
  const repo = { full_name: from, owner: { login: from.split("/")[0] ?? "" } };
  const user = { login: author };
  return { number, state: "open" as const, user, head: { sha, ref: branch, repo } };
}

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { cpuSecondsOf, treeOf, type Process } from "../processes";

/** How to start a program, in a folder of its own. */
export interface Start {
  readonly words: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Path below its folder to text. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A program of this host, with all that it starts. */
export class Program {
  readonly folder = mkdtempSync(join(tmpdir(), "bench-agent-"));
  readonly #child: ChildProcess;
  readonly #leavings: readonly string[];

  /** `leavings` are files that it makes outside its folder and leaves there. */
  constructor(
    private readonly file: string,
    start: (folder: string) => Start,
    leavings: readonly string[] = [],
  ) {
    const { words, environment = {}, files = {} } = start(this.folder);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
    // One of them that is there now is another's.
    this.#leavings = leavings.filter((path) => !existsSync(path));
    const log = openSync(this.#log, "w");
    this.#child = spawn(file, words, {
      cwd: this.folder,
      env: { ...process.env, ...environment },
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    // `check` tells.
    this.#child.on("error", () => undefined);
  }

  /** Throws with the last that it said, if it has ended. */
  check(): void {
    if (this.#tree().length > 0) return;
    throw new Error(`${this.file} has ended: ${readFileSync(this.#log, "utf8").slice(-500)}`);
  }

  /** Parents first, and again until nobody is left who may have started another meanwhile. */
  halt(): void {
    const halted = new Set<number>();
    for (let more = this.#tree(); more.length > 0;) {
      for (const { pid } of more) {
        signal(pid, "SIGSTOP");
        halted.add(pid);
      }
      more = this.#tree().filter(({ pid }) => !halted.has(pid));
    }
  }

  /** Children first: no parent finds one of them halted. */
  proceed(): void {
    for (const { pid } of this.#tree().reverse()) signal(pid, "SIGCONT");
  }

  cpuSeconds(): number {
    this.check();
    return cpuSecondsOf(this.#tree());
  }

  async remove(): Promise<void> {
    // One that has no chance to end its children itself leaves none behind if all are halted first.
    this.halt();
    const tree = this.#tree();
    const ended = tree.length > 0 ? once(this.#child, "exit") : undefined;
    for (const { pid } of tree.reverse()) signal(pid, "SIGKILL");
    await ended;
    for (const path of [this.folder, ...this.#leavings]) {
      rmSync(path, { recursive: true, force: true });
    }
  }

  get #log(): string {
    return join(this.folder, "log");
  }

  #tree(): Process[] {
    const { pid, exitCode, signalCode } = this.#child;
    return pid === undefined || exitCode !== null || signalCode !== null ? [] : treeOf(pid);
  }
}

/** Which of the programs are not on the PATH, in a phrase; nothing where all are. */
export function missingPrograms(...names: readonly string[]): { missing?: string } {
  const absent = names.filter((name) => !isOnPath(name));
  return absent.length === 0 ? {} : { missing: `${absent.join(" and ")} on the PATH` };
}

function isOnPath(name: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended meanwhile.
  }
}

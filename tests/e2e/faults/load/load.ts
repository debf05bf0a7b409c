import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { eventually } from "../../../../testing/e2e/stores";
import { Ledger } from "./ledger";
import { sendersOf, type LoadOptions, type Told } from "./messages";

const OTLP_SIGNALS = 3;

/** The senders' program, bundled once for all runs. */
export class Sender {
  readonly #folder = mkdtempSync(join(tmpdir(), "faults-"));
  readonly #program = join(this.#folder, "process.js");

  async make(): Promise<void> {
    await build({
      entryPoints: [join(__dirname, "process.ts")],
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      logLevel: "error",
      outfile: this.#program,
    });
  }

  start(options: LoadOptions): Load {
    return new Load(fork(this.#program, [JSON.stringify(options)]));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A steady load from a few apps, with the ledger of their acknowledgements. */
export class Load {
  readonly ledger = new Ledger();
  readonly startedAt = Date.now();

  constructor(private readonly child: ChildProcess) {
    child.on("message", (told: Told) => {
      this.ledger.note(told);
    });
  }

  /** Waits until items of each sender and signal are acknowledged, and the container has printed lines. */
  async flows(): Promise<void> {
    await eventually("acknowledgements of every sender", () => {
      const flowing = this.ledger.accounts.filter(({ acknowledged }) => acknowledged.size > 0);
      const all = flowing.length === sendersOf("").length * OTLP_SIGNALS + 1;
      return Promise.resolve(all ? true : undefined);
    });
  }

  /** Flushes and stops the exporters, like an app that exits. */
  async end(): Promise<void> {
    this.child.send("end");
    await eventually("the end of the senders", () =>
      Promise.resolve(this.ledger.ended ? true : undefined),
    );
  }

  abandon(): void {
    this.child.kill("SIGKILL");
  }
}

import { createInterface } from "node:readline";
import { defaults } from "../../../components/settings/defaults";
import { Account } from "./load/ledger";
import type { Stage } from "./stage";

const PRINT = "i=0; while :; do i=$((i+1)); echo $i; usleep 50000; done";

/** A container that prints numbered lines, for the agent to read. Lines in the engine's log count as acknowledged. */
export class Printer {
  readonly account: Account;
  #follower: ReturnType<Stage["follow"]> | undefined;

  constructor(
    private readonly stage: Stage,
    private readonly name: string,
  ) {
    this.account = new Account("lines", name);
  }

  async start(): Promise<void> {
    const tag = ["--log-opt", "tag={{.Name}}"];
    const { busyboxImage } = defaults;
    await this.stage.docker(
      "run",
      "-d",
      "--name",
      this.name,
      ...tag,
      busyboxImage,
      "sh",
      "-c",
      PRINT,
    );
    this.#follower = this.stage.follow("logs", "--follow", "--timestamps", this.name);
    createInterface(this.#follower.stdout).on("line", (line) => {
      this.#note(line);
    });
  }

  async stop(): Promise<void> {
    await this.stage.docker("stop", "--time", "0", this.name);
    // Reads the whole log, because a restart of the engine ends the follower.
    const lines = await this.stage.docker("logs", "--timestamps", this.name);
    for (const line of lines.split("\n")) this.#note(line);
  }

  async remove(): Promise<void> {
    this.#follower?.kill();
    await this.stage.docker("rm", "--force", this.name);
  }

  #note(line: string): void {
    const [time = "", number] = line.split(" ");
    this.account.acknowledged.set(Number(number), Date.parse(time));
    this.account.offered = this.account.acknowledged.size;
  }
}

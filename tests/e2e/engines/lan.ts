import { execFileSync, spawnSync } from "node:child_process";
import type { SecondEngine } from "./engine";

const BRIDGE = "engines0";
const NETWORK = "10.87.211";

/** A network of this machine's own between it and engines that have networks of their own. */
export class Lan {
  /** This machine's address on it. */
  readonly here = `${NETWORK}.1`;
  readonly #cables: string[] = [];

  constructor() {
    // An earlier run that was killed may have left it.
    spawnSync("ip", ["link", "delete", BRIDGE]);
    ip("link", "add", BRIDGE, "type", "bridge");
    ip("address", "add", `${this.here}/24`, "dev", BRIDGE);
    ip("link", "set", BRIDGE, "up");
  }

  /** Gives the engine an address on it, and a cable, by whose name it is known here. */
  join(engine: SecondEngine): string {
    const number = this.#cables.length + 2;
    const cable = `engine${number}`;
    ip("link", "add", cable, "type", "veth", "peer", "name", "lan0", "netns", String(engine.pid));
    ip("link", "set", cable, "master", BRIDGE, "up");
    engine.run("ip", "address", "add", `${NETWORK}.${number}/24`, "dev", "lan0");
    engine.run("ip", "link", "set", "lan0", "up");
    this.#cables.push(cable);
    return cable;
  }

  unplug(cable: string): void {
    ip("link", "set", cable, "down");
  }

  plug(cable: string): void {
    ip("link", "set", cable, "up");
  }

  remove(): void {
    for (const cable of this.#cables) spawnSync("ip", ["link", "delete", cable]);
    spawnSync("ip", ["link", "delete", BRIDGE]);
  }
}

function ip(...words: string[]): void {
  execFileSync("ip", words, { stdio: ["ignore", "ignore", "pipe"] });
}

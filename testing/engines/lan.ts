import { execFileSync, spawnSync } from "node:child_process";
import type { SecondEngine } from "./engine";

const BRIDGE = "engines0";
const NETWORK = "10.87.211";
/** What goes from one engine to another. */
const BETWEEN = ["FORWARD", "-i", BRIDGE, "-o", BRIDGE, "-j", "ACCEPT"];

/** A network of this machine's own between it and engines that have networks of their own. */
export class Lan {
  /** This machine's address on it. */
  readonly here = `${NETWORK}.1`;
  readonly #cables: string[] = [];

  constructor() {
    // An earlier run that was killed may have left it.
    this.remove();
    ip("link", "add", BRIDGE, "type", "bridge");
    ip("address", "add", `${this.here}/24`, "dev", BRIDGE);
    ip("link", "set", BRIDGE, "up");
    // Docker has this machine forward nothing that it has not asked for itself.
    execFileSync("iptables", ["-I", ...BETWEEN], { stdio: ["ignore", "ignore", "pipe"] });
  }

  /** The address of the engine that joined as this one, from 0. */
  addressOf(index: number): string {
    return `${NETWORK}.${index + 2}`;
  }

  /** Gives the engine an address on it, and a cable, by whose name it is known here. */
  join(engine: SecondEngine): string {
    const index = this.#cables.length;
    const cable = `engine${index + 2}`;
    spawnSync("ip", ["link", "delete", cable]);
    ip("link", "add", cable, "type", "veth", "peer", "name", "lan0", "netns", String(engine.pid));
    ip("link", "set", cable, "master", BRIDGE, "up");
    engine.run("ip", "address", "add", `${this.addressOf(index)}/24`, "dev", "lan0");
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
    spawnSync("iptables", ["-D", ...BETWEEN]);
  }
}

function ip(...words: string[]): void {
  execFileSync("ip", words, { stdio: ["ignore", "ignore", "pipe"] });
}

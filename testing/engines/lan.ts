import { execFileSync, spawnSync } from "node:child_process";
import type { SecondEngine } from "./engine";

const BRIDGE = "engines0";
const NETWORK = "10.87.211";
/** The iptables rule that accepts traffic between the engines. */
const BETWEEN = ["FORWARD", "-i", BRIDGE, "-o", BRIDGE, "-j", "ACCEPT"];

/** A network that connects this machine with engines in their own network namespaces. */
export class Lan {
  /** This machine's address on it. */
  readonly here = `${NETWORK}.1`;
  readonly #cables: string[] = [];

  constructor() {
    // A killed run may have left the bridge.
    this.remove();
    ip("link", "add", BRIDGE, "type", "bridge");
    ip("address", "add", `${this.here}/24`, "dev", BRIDGE);
    ip("link", "set", BRIDGE, "up");
    // Docker's iptables rules drop all forwarded traffic that Docker did not allow itself.
    execFileSync("iptables", ["-I", ...BETWEEN], { stdio: ["ignore", "ignore", "pipe"] });
  }

  /** Returns the address of the engine that joined at this position, starting at 0. */
  addressOf(index: number): string {
    return `${NETWORK}.${index + 2}`;
  }

  /** Connects the engine with an address of its own. Returns the name of its cable. */
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

import { setTimeout as sleep } from "node:timers/promises";
import { docker } from "../../testing/e2e/engine";
import { Crowd, FEW } from "../crowd";
import type { Contender, Measure, Sample } from "../measure";
import { RunningStack } from "../running-stack";
import { cpuSeconds, cpuShares } from "../usage";

/** Two scrapes, and a list of the containers. */
const WINDOW_MS = 30_000;
const QUICK_WINDOW_MS = 5000;
/** What was due while it stood still is done by then. */
const SETTLE_MS = 5000;
const WITHOUT = "without discovery";

/** The CPU that listing so many containers adds to what reads the host. */
export function discovery(count: number): Measure {
  const crowd = new Crowd();
  return {
    name: `discovery-${count}`,
    // In short they all have the same few containers.
    fullOnly: count !== 100,
    title: `CPU of the agent role beside ${count} idle containers, with the discovery of containers`,
    figures: [
      { name: "agent role", unit: "% of a core" },
      { name: "engine", unit: "% of a core" },
      { name: "both", unit: "% of a core" },
    ],
    goals: [{ figure: "both", against: WITHOUT, ratio: 1.1 }],
    begin: ({ quick }) => crowd.become(quick ? Math.min(count, FEW) : count),
    end: () => crowd.remove(),
    contenders: ({ quick }) => [
      reading("this project", ["cadvisor", "agent", "socket-proxy"], true, 25_420, quick),
      reading(WITHOUT, ["cadvisor", "agent"], false, 25_440, quick),
    ],
  };
}

/** A whole stack. Its agent role runs only while it is measured: both would list the same containers. */
function reading(
  name: string,
  services: readonly string[],
  containerDiscovery: boolean,
  firstPort: number,
  quick: boolean,
): Contender {
  let running: RunningStack;
  const containers = () => services.map((service) => running.stack.container(service));
  const signal = (which: "STOP" | "CONT") => docker("kill", "--signal", which, ...containers());
  return {
    name,
    begin: async () => {
      const settings = { containerDiscovery };
      running = await RunningStack.up(`bench-discovery-${firstPort}`, firstPort, settings);
      signal("STOP");
    },
    end: async () => {
      signal("CONT");
      await running.down();
    },
    sample: async () => {
      signal("CONT");
      try {
        await sleep(SETTLE_MS);
        return await sampleOf(containers(), quick ? QUICK_WINDOW_MS : WINDOW_MS);
      } finally {
        signal("STOP");
      }
    },
  };
}

async function sampleOf(containers: readonly string[], windowMs: number): Promise<Sample> {
  const { reader, ...shares } = await cpuShares(
    () => containers.reduce((sum, container) => sum + cpuSeconds(container), 0),
    () => sleep(windowMs),
  );
  return { "agent role": reader, ...shares };
}

import { setTimeout as sleep } from "node:timers/promises";
import type { Agent } from "../agents/agent";
import { ownCadvisor, PLAIN, plainCadvisor } from "../agents/cadvisor";
import { docker } from "../../testing/e2e/engine";
import { Crowd, FEW } from "../crowd";
import type { Contender, Measure, Sample } from "../measure";
import { cpuShares } from "../usage";

/** A scrape of each cAdvisor falls into it, and a round of housekeeping at the default interval. */
const WINDOW_MS = 15_000;
/** A short run has less of a window, and asks in it what a whole one would. */
const QUICK = 1 / 5;
/** What was due while it stood still is done by then. */
const SETTLE_MS = 2000;

/** The CPU that watching so many idle containers takes; beside other projects' agents, too, where they are named. */
export function agents(count: number, others: readonly Agent[] = []): Measure {
  const crowd = new Crowd();
  return {
    name: `agents-${count}`,
    // In short they all have the same few containers.
    fullOnly: others.length === 0,
    title: `CPU for the metrics of ${count} idle containers`,
    figures: [
      { name: "agent", unit: "% of a core" },
      { name: "engine", unit: "% of a core" },
      { name: "both", unit: "% of a core" },
      { name: "series per container", unit: "series" },
      { name: "series in all", unit: "series" },
    ],
    goals: [
      { figure: "both", against: PLAIN, ratio: 0.1 },
      ...others.map(({ name }) => ({ figure: "both", against: name, ratio: 0.5 })),
      { figure: "series per container", against: PLAIN, ratio: 0.25 },
    ],
    begin: ({ quick }) => crowd.become(quick ? Math.min(count, FEW) : count),
    end: () => crowd.remove(),
    contenders: ({ quick }) => [
      ...[ownCadvisor(), plainCadvisor(), ...others].map((agent) => watching(agent, quick)),
      { name: "no agent", sample: () => sampleOf(undefined, quick) },
    ],
  };
}

function watching(agent: Agent, quick: boolean): Contender {
  return {
    name: agent.name,
    ...(agent.missing === undefined ? {} : { missing: agent.missing }),
    begin: async () => {
      await agent.start();
      agent.halt();
    },
    end: agent.remove,
    sample: async () => {
      agent.proceed();
      try {
        return await sampleOf(agent, quick);
      } finally {
        agent.halt();
      }
    },
  };
}

/** Whole intervals of an agent: a part of one would hold a reading too many, or none. */
export function windowOf(
  { everyMs, ask }: Pick<Agent, "everyMs" | "ask">,
  quick: boolean,
): { everyMs: number; times: number } {
  const least = quick ? WINDOW_MS * QUICK : WINDOW_MS;
  // Who is asked can be asked sooner; who reads by itself cannot be hurried.
  const every = quick && ask !== undefined ? everyMs * QUICK : everyMs;
  return { everyMs: every, times: Math.ceil(least / every) };
}

async function sampleOf(agent: Agent | undefined, quick: boolean): Promise<Sample> {
  const page = agent?.stores === undefined ? undefined : await agent.ask?.();
  await sleep(SETTLE_MS);
  const { everyMs, times } = windowOf(
    agent ?? { everyMs: quick ? WINDOW_MS * QUICK : WINDOW_MS },
    quick,
  );
  const { reader, ...shares } = await cpuShares(
    () => agent?.cpuSeconds() ?? 0,
    async () => {
      for (let time = 0; time < times; time++) {
        await sleep(everyMs / 2);
        await agent?.ask?.();
        await sleep(everyMs / 2);
      }
    },
  );
  return {
    agent: reader,
    ...shares,
    ...(page === undefined ? {} : seriesOf(page, agent?.stores)),
  };
}

/** How many samples of a page are stored, and how many of them are one container's: by its id, for not every set of options knows its name. */
function seriesOf(page: string, stores: Agent["stores"] = () => true): Sample {
  const id = docker("inspect", "--format", "{{.Id}}", Crowd.first);
  const samples = page
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .filter((line) => stores(/^\w+/.exec(line)?.[0] ?? ""));
  return {
    "series per container": samples.filter((line) => line.includes(`/${id}"`)).length,
    "series in all": samples.length,
  };
}

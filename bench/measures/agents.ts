import { setTimeout as sleep } from "node:timers/promises";
import type { Agent } from "../agents/agent";
import { ownCadvisor, PLAIN, plainCadvisor } from "../agents/cadvisor";
import { docker } from "../../tests/e2e/support/engine";
import { Crowd } from "../crowd";
import type { Contender, Measure } from "../measure";
import { engineCpuSeconds } from "../usage";

/** A scrape of each falls into it, and a round of housekeeping at the default interval. */
const WINDOW_MS = 15_000;
/** What was due while it stood still is done by then. */
const SETTLE_MS = 4000;

/** Containers in a short run. */
const FEW = 5;

/** The CPU that watching so many idle containers takes. */
export function agents(count: number): Measure {
  const crowd = new Crowd();
  return {
    name: `agents-${count}`,
    title: `CPU for the metrics of ${count} idle containers`,
    figures: [
      { name: "agent", unit: "% of a core" },
      { name: "engine", unit: "% of a core" },
      { name: "both", unit: "% of a core" },
      { name: "series per container", unit: "series" },
    ],
    goals: [
      { figure: "both", against: PLAIN, ratio: 0.1 },
      { figure: "series per container", against: PLAIN, ratio: 0.25 },
    ],
    begin: ({ quick }) => crowd.become(quick ? Math.min(count, FEW) : count),
    end: () => crowd.remove(),
    contenders: ({ quick }) => {
      const windowMs = quick ? WINDOW_MS / 5 : WINDOW_MS;
      const all = [ownCadvisor(), plainCadvisor()].map((agent) => watching(agent, windowMs));
      return [...all, { name: "no agent", sample: () => sampleOf(undefined, windowMs) }];
    },
  };
}

function watching(agent: Agent, windowMs: number): Contender {
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
        return await sampleOf(agent, windowMs);
      } finally {
        agent.halt();
      }
    },
  };
}

async function sampleOf(agent: Agent | undefined, windowMs: number) {
  const page = (await agent?.ask?.()) ?? "";
  await sleep(SETTLE_MS);
  const used = () => ({ agent: agent?.cpuSeconds() ?? 0, engine: engineCpuSeconds() });
  const before = used();
  const began = performance.now();
  await sleep(windowMs / 2);
  await agent?.ask?.();
  await sleep(windowMs / 2);
  const after = used();
  const percent = (seconds: number) => (100_000 * seconds) / (performance.now() - began);
  const [own, engine] = [after.agent - before.agent, after.engine - before.engine];
  return {
    agent: percent(own),
    engine: percent(engine),
    both: percent(own + engine),
    ...(page === ""
      ? {}
      : {
          "series per container": seriesOf(
            page,
            docker("inspect", "--format", "{{.Id}}", Crowd.first),
          ),
        }),
  };
}

/** How many samples of a page are one container's: by its id, for not every set of options knows its name. */
function seriesOf(page: string, id: string): number {
  return page.split("\n").filter((line) => line.includes(`/${id}"`)).length;
}

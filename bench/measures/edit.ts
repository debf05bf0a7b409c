import { setTimeout as sleep } from "node:timers/promises";
import { containerIds } from "../../testing/e2e/engine";
import { getJson } from "../../testing/e2e/stores";
import { OwnPipeline } from "../compose/own";
import { missingCompose } from "../compose/project";
import type { Contender, Measure, Sample } from "../measure";
import { portsFrom } from "../../testing/e2e/ports";
import { addressesAt } from "../ports";
import { RunningStack } from "../running-stack";

const NAME = "bench-edit";
const COMPOSE_AT = 25_200;
const RULE = "ContainerRestarting";
const WITH = { alertsDisabled: undefined };
const WITHOUT = { alertsDisabled: [RULE] };
const COMPOSE = "Compose, recreated";

/** One alert rule is taken out of its file, or put back. */
export const edit: Measure = {
  name: "edit",
  title: "From one edited alert rule to Prometheus running it",
  figures: [
    { name: "live", unit: "s" },
    { name: "containers replaced", unit: "containers" },
  ],
  goals: [{ figure: "live", against: COMPOSE, ratio: 0.5 }],
  contenders: () => [ours(), compose()],
};

function ours(): Contender {
  let runs: RunningStack;
  let there = true;
  return {
    name: "this project",
    begin: async () => {
      runs = await RunningStack.shared();
    },
    end: async () => {
      if (there) return;
      runs.stack.configure(WITH);
      await runs.timed("up", ["--yes", "--skip-preview"]);
    },
    sample: async () => {
      there = !there;
      runs.stack.configure(there ? WITH : WITHOUT);
      const up = () => runs.timed("up", ["--yes", "--skip-preview"]);
      return edited(up, addressesAt(runs.firstPort).prometheus, there, runs.stack.container(""));
    },
  };
}

function compose(): Contender {
  const missing = missingCompose();
  let stack: OwnPipeline;
  let there = true;
  return {
    name: COMPOSE,
    ...(missing === undefined ? {} : { missing }),
    begin: async () => {
      stack = new OwnPipeline(NAME, "tuned");
      await stack.write(portsFrom(COMPOSE_AT));
      await stack.up();
    },
    end: () => stack.remove(),
    sample: async () => {
      there = !there;
      await stack.write({ ...portsFrom(COMPOSE_AT), ...(there ? {} : WITHOUT) });
      // Compose does not see that a mounted file has changed.
      const up = () => stack.up("--no-deps", "--force-recreate", "prometheus");
      return edited(up, addressesAt(COMPOSE_AT).prometheus, there, `${NAME}-`);
    },
  };
}

async function edited(
  bringIn: () => Promise<unknown>,
  prometheus: string,
  there: boolean,
  prefix: string,
): Promise<Sample> {
  const before = containerIds(prefix);
  const began = performance.now();
  await Promise.all([bringIn(), shows(prometheus, there)]);
  const live = (performance.now() - began) / 1000;
  const after = containerIds(prefix);
  const replaced = [...before].filter(([name, id]) => after.get(name) !== id).length;
  return { live, "containers replaced": replaced };
}

async function shows(prometheus: string, there: boolean): Promise<void> {
  while ((await has(prometheus)) !== there) await sleep(50);
}

/** Undefined while Prometheus is away. */
async function has(prometheus: string): Promise<boolean | undefined> {
  try {
    const rules = await getJson(prometheus, "/api/v1/rules");
    return JSON.stringify(rules).includes(`"name":"${RULE}"`);
  } catch {
    return undefined;
  }
}

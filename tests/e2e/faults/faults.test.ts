import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requirementsOf } from "../../../components/plan/requirements";
import { missingForSecondEngine, SecondEngine } from "../../../testing/engines/engine";
import { Clone } from "../../../testing/e2e/clone";
import { Stack } from "../../../testing/e2e/stack";
import { docker } from "../../../testing/e2e/engine";
import { settingsWith } from "../../../testing/settings";
import { describeOnEngine } from "../../../testing/e2e/on-engine";
import { faults, sharedFaults } from "./catalogue";
import { BEFORE_CHANGES } from "./config-changes";
import { engineRestart, SERVICES } from "./engine-restart";
import type { Fault } from "./fault";
import { SMALL_VOLUME } from "./full-disk";
import { otherNames } from "./image-changes";
import { Sender } from "./load/load";
import { SIGNALS } from "./load/messages";
import { writePage, type Row } from "./page";
import { outcomeOf, type Outcome } from "./run";
import { Stage } from "./stage";

const NAME = "faults";
const SCRAPE_SECONDS = 2;
const FAULT_WITHIN_MS = 600_000;

describeOnEngine("nothing is lost", () => {
  const rows: Row[] = [];
  const sender = new Sender();
  let clone: Clone;

  beforeAll(async () => {
    clone = Clone.furnished();
    await sender.make();
  });

  afterAll(() => {
    sender.remove();
    clone.remove();
    // `npm run reliability` writes the page, but only after a complete run.
    const all = faults.every(({ name }) => rows.some(({ fault }) => fault === name));
    if (process.env["RELIABILITY_PAGE"] === "write" && all) {
      writePage(rows, docker("version", "--format", "{{.Server.Version}}"));
    }
  });

  async function measure(stage: Stage, fault: Fault): Promise<void> {
    const outcome = await outcomeOf(stage, sender, fault, `${NAME}-${rows.length + 1}`);
    rows.push({ fault: fault.name, outcome });
    console.log(fault.name, JSON.stringify(outcome));
    holds(fault, outcome);
  }

  describe("on one stack", () => {
    let stage: Stage;

    beforeAll(async () => {
      const settings = { protectData: false, ...BEFORE_CHANGES };
      stage = new Stage(clone, new Stack(clone, NAME, 24500, settings));
      await stage.up();
    });

    afterAll(async () => {
      await stage.stack.down();
      docker("volume", "rm", "--force", SMALL_VOLUME);
      for (const name of otherNames) docker("rmi", "--force", name);
    });

    it.each(sharedFaults.map((fault) => [fault.name, fault] as const))(
      "%s",
      async (_name, fault) => {
        await measure(stage, fault);
      },
      FAULT_WITHIN_MS,
    );
  });

  const noEngine = missingForSecondEngine();
  if (noEngine !== "") {
    it.skip(`${engineRestart.name}: needs ${noEngine}`, () => undefined);
  } else {
    describe("on its own engine", () => {
      let engine: SecondEngine;
      let stage: Stage;

      beforeAll(async () => {
        engine = new SecondEngine();
        await engine.start();
        engine.load(requirementsOf(settingsWith({ services: SERVICES })).images);
        const there = engine.commands(clone);
        const stack = new Stack(there, `${NAME}-engine`, 24600, {
          protectData: false,
          services: SERVICES,
        });
        stage = new Stage(there, stack, engine);
        await stage.up();
        await engine.publish(Object.values(stack.ports));
      });

      afterAll(async () => {
        await stage.stack.down();
        await engine.remove();
      });

      it(
        engineRestart.name,
        async () => {
          await measure(stage, engineRestart);
        },
        FAULT_WITHIN_MS,
      );
    });
  }
});

/** Checks the guarantees in docs/explain/reliability.md. */
function holds(fault: Fault, outcome: Outcome): void {
  expect(outcome.replaced).toEqual(fault.replaces ?? []);
  for (const signal of SIGNALS) {
    const { acknowledged, lost, oldestLostMs } = outcome.signals[signal];
    expect(acknowledged, `acknowledged ${signal}`).toBeGreaterThan(0);
    const bound = fault.mayLose?.[signal];
    if (bound === undefined) expect(lost, `lost ${signal}`).toBe(0);
    else expect(oldestLostMs / 1000, `age of lost ${signal}`).toBeLessThan(bound.lastSeconds);
  }
  if (fault.keepsScraping === true) {
    expect(outcome.longestScrapeGapSeconds).toBeLessThan(1.5 * SCRAPE_SECONDS);
  }
  if (fault.pushesBack === true) {
    expect(outcome.errors.join("\n")).not.toBe("");
  }
}

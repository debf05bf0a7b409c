import { setTimeout as sleep } from "node:timers/promises";
import { countAll, type Counts } from "./count/count";
import { longestScrapeGap } from "./count/scrapes";
import { Watch } from "./count/watch";
import type { Fault } from "./fault";
import type { Sender } from "./load/load";
import { Printer } from "./printer";
import type { Stage } from "./stage";

/** Outcome of a fault. */
export interface Outcome extends Counts {
  readonly faultSeconds: number;
  /** Services whose container was replaced. */
  readonly replaced: readonly string[];
  readonly longestScrapeGapSeconds: number;
  /** Errors of exports that were given up. */
  readonly errors: readonly string[];
}

const LEAD_MS = 2000;
const TAIL_MS = 3000;
/** If nothing has arrived for this long, nothing more arrives: the gateway waits at most 45 s between two attempts. */
const IDLE_MS = 60_000;
/** If a loss is allowed, the store is already available again. */
const IDLE_AFTER_LOSS_MS = 10_000;

/** Applies a fault under load, waits until nothing more arrives in the stores, and counts. */
export async function outcomeOf(
  stage: Stage,
  sender: Sender,
  fault: Fault,
  run: string,
): Promise<Outcome> {
  await fault.prepare?.(stage);
  const printer = new Printer(stage, run);
  const load = sender.start({
    run,
    httpEndpoint: stage.httpEndpoint,
    grpcEndpoint: stage.grpcEndpoint,
  });
  load.ledger.add(printer.account);
  const watch = new Watch(stage.stores, load.ledger);
  try {
    await printer.start();
    await load.flows();
    await sleep(LEAD_MS);
    const before = await stage.ids();
    const began = Date.now();
    await fault.apply(stage);
    const faultSeconds = (Date.now() - began) / 1000;
    const after = await stage.ids();
    await sleep(TAIL_MS);
    await printer.stop();
    await load.end();
    await settled(watch, fault.mayLose === undefined ? IDLE_MS : IDLE_AFTER_LOSS_MS);
    return {
      ...(await countAll(stage.stores, load.ledger, watch, began)),
      faultSeconds,
      replaced: [...before.keys()].filter((name) => before.get(name) !== after.get(name)).sort(),
      longestScrapeGapSeconds: await longestScrapeGap(stage.stores.prometheus, load.startedAt),
      errors: load.ledger.accounts.flatMap(({ errors }) => [...errors]),
    };
  } finally {
    await watch.end();
    load.abandon();
    await printer.remove();
  }
}

async function settled(watch: Watch, idleMs: number): Promise<void> {
  let unseen = watch.unseen();
  let changed = Date.now();
  while (unseen > 0 && Date.now() - changed < idleMs) {
    await sleep(500);
    const now = watch.unseen();
    if (now !== unseen) changed = Date.now();
    unseen = now;
  }
}

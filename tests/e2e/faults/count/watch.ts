import { setTimeout as sleep } from "node:timers/promises";
import type { Account, Ledger } from "../load/ledger";
import { storedNumbers, type Stores } from "./readers";

const LOOK_EVERY_MS = 1000;

/** Polls the stores to record when each item could be read for the first time. */
export class Watch {
  readonly #seen = new Map<Account, Map<number, number>>();
  #over = false;
  readonly #watching: Promise<void>;

  constructor(
    private readonly stores: Stores,
    private readonly ledger: Ledger,
  ) {
    this.#watching = this.#watch();
  }

  /** Returns the milliseconds from acknowledgement until the item was first read; undefined if it was never read. */
  delay(account: Account, number: number): number | undefined {
    const seen = this.#seen.get(account)?.get(number);
    const acknowledged = account.acknowledged.get(number);
    return seen === undefined || acknowledged === undefined
      ? undefined
      : Math.max(0, seen - acknowledged);
  }

  async end(): Promise<void> {
    this.#over = true;
    await this.#watching;
  }

  unseen(): number {
    return this.ledger.accounts.reduce((sum, account) => sum + this.#missing(account).length, 0);
  }

  async #watch(): Promise<void> {
    while (!this.#over) {
      await Promise.all(this.ledger.accounts.map((account) => this.#look(account)));
      await sleep(LOOK_EVERY_MS);
    }
  }

  #missing(account: Account): number[] {
    const seen = this.#seen.get(account);
    return [...account.acknowledged.keys()].filter((number) => seen?.has(number) !== true);
  }

  async #look(account: Account): Promise<void> {
    const missing = this.#missing(account);
    if (missing.length === 0) return;
    const traces = new Set(missing.map((number) => account.traceOf.get(number) ?? ""));
    const seen = this.#seen.get(account) ?? new Map<number, number>();
    this.#seen.set(account, seen);
    try {
      const numbers = await storedNumbers(this.stores, account, [...traces]);
      const now = Date.now();
      for (const number of numbers) if (!seen.has(number)) seen.set(number, now);
    } catch {
      // The test may have stopped the store. The next round tries again.
    }
  }
}

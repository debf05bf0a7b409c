import type { Ended, Exported, Signal, Told } from "./messages";

/** What one sender has made of one signal, and what its exporter was told of it. */
export class Account {
  offered = 0;
  /** Number of a span to its trace, by which it is found again. */
  readonly traceOf = new Map<number, string>();
  /** Number to the time at which it was acknowledged. */
  readonly acknowledged = new Map<number, number>();
  readonly givenUp = new Set<number>();
  readonly errors = new Set<string>();

  constructor(
    readonly signal: Signal,
    readonly sender: string,
  ) {}
}

/** All accounts of a run. */
export class Ledger {
  readonly #accounts = new Map<string, Account>();
  ended = false;

  get accounts(): Account[] {
    return [...this.#accounts.values()];
  }

  note(told: Told): void {
    if (told.kind === "ended") this.#noteEnd(told);
    else this.#noteExport(told);
  }

  /** Takes in what is sent in another way. */
  add(account: Account): void {
    this.#accounts.set(`${account.signal} ${account.sender}`, account);
  }

  #noteEnd({ offered }: Ended): void {
    for (const { signal, sender, count } of offered) this.#of(signal, sender).offered = count;
    this.ended = true;
  }

  #noteExport({ signal, sender, numbers, traceIds, acknowledged, error, at }: Exported): void {
    const account = this.#of(signal, sender);
    numbers.forEach((number, place) => {
      const trace = traceIds[place];
      if (trace !== undefined) account.traceOf.set(number, trace);
      if (acknowledged) account.acknowledged.set(number, at);
      else account.givenUp.add(number);
    });
    if (!acknowledged) account.errors.add(error);
  }

  #of(signal: Signal, sender: string): Account {
    const key = `${signal} ${sender}`;
    const account = this.#accounts.get(key) ?? new Account(signal, sender);
    this.#accounts.set(key, account);
    return account;
  }
}

import type { Ended, Exported, Signal, Told } from "./messages";

/** Items of one signal that one sender has created, and their acknowledgements. */
export class Account {
  offered = 0;
  /** Maps the number of a span to its trace ID, to find it in the store. */
  readonly traceOf = new Map<number, string>();
  /** Maps the number of an item to the time of its acknowledgement. */
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

  /** Adds an account of items that are not sent over OTLP. */
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

import type { Account, Ledger } from "../load/ledger";
import { SIGNALS, transportOf, TRANSPORTS, type Signal, type Transport } from "../load/messages";
import { storedNumbers, type Stores } from "./readers";
import { sum, tally, type Tally } from "./tally";
import type { Watch } from "./watch";

export interface Counts {
  readonly signals: Readonly<Record<Signal, Tally>>;
  /** Telemetry that apps sent over OTLP, by the transport of their exporters. */
  readonly transports: Readonly<Record<Transport, Tally>>;
}

/** Reads everything again, because data that was readable before a fault may be lost after it. */
export async function countAll(
  stores: Stores,
  ledger: Ledger,
  watch: Watch,
  faultAt: number,
): Promise<Counts> {
  const counted = await Promise.all(
    ledger.accounts.map(async (account): Promise<[Account, Tally]> => {
      const stored = await storedNumbers(stores, account, [...new Set(account.traceOf.values())]);
      const delays = [...account.acknowledged.keys()].map((number) => watch.delay(account, number));
      return [account, tally(account, stored, delays, faultAt)];
    }),
  );
  const of = (belongs: (account: Account) => boolean) =>
    sum(counted.filter(([account]) => belongs(account)).map(([, one]) => one));
  return {
    signals: byName(SIGNALS, (signal) => of((account) => account.signal === signal)),
    transports: byName(TRANSPORTS, (transport) =>
      of(({ signal, sender }) => signal !== "lines" && transportOf(sender) === transport),
    ),
  };
}

function byName<Name extends string>(
  names: readonly Name[],
  value: (name: Name) => Tally,
): Record<Name, Tally> {
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Tally>;
}

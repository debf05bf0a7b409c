import type { Signal } from "./load/messages";
import type { Stage } from "./stage";

export const KINDS = ["config", "image", "kill", "outage", "disk", "engine"] as const;
export type Kind = (typeof KINDS)[number];

/** One thing that goes wrong, or is changed, while apps send. */
export interface Fault {
  /** Its row in docs/explain/reliability.md. */
  readonly name: string;
  readonly kind: Kind;
  /** What is done before the load begins. */
  readonly prepare?: (stage: Stage) => Promise<void>;
  /** Does it, and returns when the stack is whole again. */
  readonly apply: (stage: Stage) => Promise<void>;
  /** The services whose container becomes another one. Not named: none. */
  readonly replaces?: readonly string[];
  /** Signals of which it may cost what was acknowledged in the last seconds before it. Not named: nothing. */
  readonly mayLose?: Partial<Record<Signal, { readonly lastSeconds: number }>>;
  /** Whether the gateway has to refuse what it cannot keep. */
  readonly pushesBack?: boolean;
  /** Whether no scrape may be missing. */
  readonly keepsScraping?: boolean;
}

import type { Signal } from "./load/messages";
import type { Stage } from "./stage";

export const KINDS = ["config", "image", "kill", "outage", "disk", "engine"] as const;
export type Kind = (typeof KINDS)[number];

/** A failure or a change while apps send telemetry. */
export interface Fault {
  /** Name of its row in docs/explain/reliability.md. */
  readonly name: string;
  readonly kind: Kind;
  /** Prepares the stack before the load starts. */
  readonly prepare?: (stage: Stage) => Promise<void>;
  /** Causes the fault, and returns when the stack is healthy again. */
  readonly apply: (stage: Stage) => Promise<void>;
  /** Services whose container is replaced. Default: none. */
  readonly replaces?: readonly string[];
  /** Signals that may lose items acknowledged in the last seconds before the fault. Default: none. */
  readonly mayLose?: Partial<Record<Signal, { readonly lastSeconds: number }>>;
  /** Whether the gateway must reject data that it cannot keep. */
  readonly pushesBack?: boolean;
  /** Whether no scrape may be missed. */
  readonly keepsScraping?: boolean;
}

/** A program that watches containers, while it is measured. */
export interface Agent {
  readonly name: string;
  /** Why it cannot be started here. Left out where it can. */
  readonly missing?: string;
  readonly start: () => Promise<void>;
  readonly remove: () => Promise<void>;
  /** Stops its processes where they stand, and lets them go on: so that each is measured alone, without a new start. */
  readonly halt: () => void;
  readonly proceed: () => void;
  /** Lets it be asked once, as Prometheus does at each interval; one that sends by itself is not asked. */
  readonly ask?: () => Promise<string>;
  /** CPU time that it has used, in seconds. */
  readonly cpuSeconds: () => number;
}

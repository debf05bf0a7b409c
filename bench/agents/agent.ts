/** A program that watches containers, while it is measured. */
export interface Agent {
  readonly name: string;
  /** Why it cannot be started here. Left out where it can. */
  readonly missing?: string;
  /** How often it reads what it tells, or is asked for it, with the options that it has. */
  readonly everyMs: number;
  readonly start: () => Promise<void>;
  readonly remove: () => Promise<void>;
  /** Stops its processes where they stand, and lets them go on: so that each is measured alone, without a new start. */
  readonly halt: () => void;
  readonly proceed: () => void;
  /** Lets it be asked once, as is done at each interval; one that reads by itself is not asked. */
  readonly ask?: () => Promise<string>;
  /** Which of the series that it answers with, as Prometheus' text, are stored, by their name. Left out where it does not tell any. */
  readonly stores?: (series: string) => boolean;
  /** CPU time that it has used, in seconds. */
  readonly cpuSeconds: () => number;
}

import { goDuration } from "../../../render/units";
import type { AlertName } from "../../../settings/alert-names";
import type { ServiceName } from "../../../settings/services";
import type { TempoMajor } from "../../../settings/tempo-version";

/** What decides which alerts there are, and when they fire: a rule exists only where its metric does. */
export interface AlertsInput {
  readonly environment: string;
  readonly services: readonly ServiceName[];
  /** Where container metrics come from; cAdvisor knows more of a container than the engine tells. */
  readonly containerMetrics: "cadvisor" | "docker_stats" | undefined;
  readonly oomEvents: boolean;
  readonly tempoMajor: TempoMajor;
  readonly hostMetrics: boolean;
  /** Whether containers are scraped by their labels. */
  readonly discovery: boolean;
  /** Whether Prometheus sends its alerts anywhere. */
  readonly sendsAlerts: boolean;
  /** Whether Prometheus sends its samples to a further store. */
  readonly writesElsewhere: boolean;
  readonly scrapeIntervalSeconds: number;
  readonly evaluationIntervalSeconds: number;
  readonly disabled: readonly AlertName[];
  readonly ignoredContainers: readonly string[];
  readonly pendingSeconds: number;
  readonly runbookBaseUrl: string;
  /** Where people reach the Grafana that has our dashboards; empty where there is none. */
  readonly grafanaUrl: string;
  readonly thresholds: Thresholds;
  /** Disk space that stores are meant to take which know no limit themselves; undefined where their data is in a bucket. */
  readonly budgets: {
    readonly logsBytes: number | undefined;
    readonly logRetention: string;
    readonly tracesBytes: number | undefined;
  };
}

/** Numbers are percentages where nothing else is said; times are Prometheus durations or seconds. */
export interface Thresholds {
  readonly containerGoneFor: string;
  readonly hostGoneFor: string;
  /** Restarts within a quarter of an hour. */
  readonly containerRestarts: number;
  readonly memoryLimit: number;
  readonly memoryFullWithinSeconds: number;
  readonly cpuQuota: number;
  readonly throttled: number;
  readonly pressure: number;
  readonly networkErrors: number;
  readonly hostCpu: number;
  readonly hostSteal: number;
  readonly hostMemory: number;
  readonly hostSwap: number;
  /** Tasks for each CPU. */
  readonly hostLoadPerCpu: number;
  readonly diskUsed: number;
  readonly diskFull: number;
  readonly diskFullWithinSeconds: number;
  readonly queue: number;
  readonly storage: number;
  readonly requestErrors: number;
}

/** How many of the pending periods a state has to last that swings by nature. */
const SLOW = 3;

/** Spans of time that all rules share, as Prometheus takes them. */
export interface Times {
  /** A state that lasts so long is one. */
  readonly pending: string;
  /** The same for values that swing by nature. */
  readonly slow: string;
  /** Over what rates are taken: wide enough for one scrape to fail. */
  readonly rate: string;
  /** How long an event is reported that is over. */
  readonly event: string;
}

export function timesOf(input: AlertsInput): Times {
  const { scrapeIntervalSeconds: scrape, evaluationIntervalSeconds: evaluation } = input;
  const rate = Math.max(60, scrape * 4, evaluation * 2);
  return {
    pending: span(input.pendingSeconds),
    slow: span(input.pendingSeconds * SLOW),
    rate: span(rate),
    event: span(Math.max(rate, input.pendingSeconds)),
  };
}

/** Seconds as Prometheus and people read them. */
export function span(seconds: number): string {
  return seconds === 0 ? "0s" : goDuration(`${seconds}s`);
}

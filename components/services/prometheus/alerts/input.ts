import { goDuration } from "../../../render/units";
import type { AlertLimits } from "../../../settings/alert-limits";
import type { AlertName } from "../../../settings/alert-names";
import type { ServiceName } from "../../../settings/services";
import type { StorageUsages } from "../../../settings/storage-usage";
import type { TempoMajor } from "../../../settings/tempo-version";

/** Inputs that determine which alerts exist and when they fire: a rule exists only if its metric does. */
export interface AlertsInput {
  readonly environment: string;
  readonly services: readonly ServiceName[];
  /** Source of container metrics. cAdvisor provides more of them than Docker Engine. */
  readonly containerMetrics: "cadvisor" | "docker_stats" | undefined;
  readonly oomEvents: boolean;
  readonly tempoMajor: TempoMajor;
  readonly hostMetrics: boolean;
  readonly hostNetwork: boolean;
  /** Whether containers are scraped by their labels. */
  readonly discovery: boolean;
  /** Whether Prometheus sends its alerts to an Alertmanager. */
  readonly sendsAlerts: boolean;
  /** Whether Prometheus sends its samples to an additional store. */
  readonly writesElsewhere: boolean;
  readonly scrapeIntervalSeconds: number;
  readonly evaluationIntervalSeconds: number;
  readonly disabled: readonly AlertName[];
  readonly ignoredContainers: readonly string[];
  readonly pendingSeconds: number;
  readonly runbookBaseUrl: string;
  /** URL at which users reach the Grafana with the project's dashboards; empty if there is none. */
  readonly grafanaUrl: string;
  readonly limits: AlertLimits;
  readonly thresholds: Thresholds;
  readonly storageUsages: StorageUsages;
}

/** Times as Prometheus durations, or in seconds. */
export interface Thresholds {
  readonly containerGoneFor: string;
  readonly hostGoneFor: string;
  readonly memoryFullWithinSeconds: number;
  readonly diskFullWithinSeconds: number;
}

/** Number of pending periods for which a naturally fluctuating condition must hold. */
const SLOW = 3;

/** Durations that all rules share, in Prometheus syntax. */
export interface Times {
  /** How long a condition must hold before it alerts. */
  readonly pending: string;
  /** How long a condition must hold if its value fluctuates naturally. */
  readonly slow: string;
  /** Window for rates: wide enough to tolerate one failed scrape. */
  readonly rate: string;
  /** How long a past event is reported. */
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

/** Formats seconds for Prometheus and for readers. */
export function span(seconds: number): string {
  return seconds === 0 ? "0s" : goDuration(`${seconds}s`);
}

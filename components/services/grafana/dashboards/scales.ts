import {
  type DynamicConfigValue,
  FieldColorBuilder,
  FieldColorModeId,
  MappingType,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from "@grafana/grafana-foundation-sdk/dashboard";

/** Colors by meaning, for all dashboards. */
export const GOOD = "green";
export const WARNING = "orange";
export const BAD = "red";
export const NEUTRAL = "text";
/** Colors of event marks on graphs. */
export const STOPPED = "blue";
export const ALERT = "orange";
export const CHANGE = "purple";
/** Color of bars without good or bad values. */
export const BAR = "blue";

/** Returns one color for all values. */
export function fixedColor(color: string): FieldColorBuilder {
  return new FieldColorBuilder().mode(FieldColorModeId.Fixed).fixedColor(color);
}

/** Colors of log lines by level. */
export const LEVEL_COLORS: Readonly<Record<string, string>> = {
  critical: BAD,
  fatal: BAD,
  error: BAD,
  warn: WARNING,
  info: GOOD,
  debug: BAR,
  trace: CHANGE,
  unknown: NEUTRAL,
};

/** Hides a column that only links and sorting use. */
export const HIDDEN: DynamicConfigValue = { id: "custom.hideFrom.viz", value: true };

/** Lowest values that count as a warning and as bad. */
export interface Thresholds {
  readonly warn?: number;
  readonly bad: number;
}

/** For usage of a limited resource, as a ratio. */
export const NEARLY_FULL: Thresholds = { warn: 0.8, bad: 0.9 };
/** For counts that should be zero. */
export const NONE_WANTED: Thresholds = { bad: 1 };
export const ANY_SHARE: Thresholds = { warn: 0.01, bad: 0.05 };

export function thresholdsOf({ warn, bad }: Thresholds): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
    // Grafana uses a step without a value as the lowest.
    { value: null, color: GOOD },
    ...(warn === undefined ? [] : [{ value: warn, color: WARNING }]),
    { value: bad, color: BAD },
  ]);
}

/** Texts for the state of a container's health check. */
export const HEALTH: ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: {
      "1": { text: "healthy", color: GOOD, index: 0 },
      "0": { text: "unhealthy", color: BAD, index: 1 },
      "-1": { text: "no check", color: NEUTRAL, index: 2 },
    },
  },
];

/** Texts for the metric `up` of a scrape target. */
export const UP: ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: {
      "1": { text: "up", color: GOOD, index: 0 },
      "0": { text: "down", color: BAD, index: 1 },
    },
  },
];

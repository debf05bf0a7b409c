import {
  type DynamicConfigValue,
  FieldColorBuilder,
  FieldColorModeId,
  MappingType,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from "@grafana/grafana-foundation-sdk/dashboard";

/** The same meaning has the same color everywhere. */
export const GOOD = "green";
export const WARNING = "orange";
export const BAD = "red";
export const NEUTRAL = "text";
/** Colors of the marks on graphs. */
export const STOPPED = "blue";
export const ALERT = "orange";
export const CHANGE = "purple";
/** Of bars that only compare, and judge nothing. */
export const BAR = "blue";

/** One color, whatever the value. */
export function fixedColor(color: string): FieldColorBuilder {
  return new FieldColorBuilder().mode(FieldColorModeId.Fixed).fixedColor(color);
}

/** Of log lines by their level. */
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

/** A column that only links and the order of rows need. */
export const HIDDEN: DynamicConfigValue = { id: "custom.hideFrom.viz", value: true };

/** From which values on a figure is a warning, and from which it is bad. */
export interface Thresholds {
  readonly warn?: number;
  readonly bad: number;
}

/** Close to the end of what there is. */
export const NEARLY_FULL: Thresholds = { warn: 0.8, bad: 0.9 };
/** There should be none. */
export const NONE_WANTED: Thresholds = { bad: 1 };
export const ANY_SHARE: Thresholds = { warn: 0.01, bad: 0.05 };

export function thresholdsOf({ warn, bad }: Thresholds): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
    // Grafana takes a step without a value for the lowest.
    { value: null, color: GOOD },
    ...(warn === undefined ? [] : [{ value: warn, color: WARNING }]),
    { value: bad, color: BAD },
  ]);
}

/** What a container's health check says. */
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

/** Whether a target was scraped. */
export const UP: ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: {
      "1": { text: "up", color: GOOD, index: 0 },
      "0": { text: "down", color: BAD, index: 1 },
    },
  },
];

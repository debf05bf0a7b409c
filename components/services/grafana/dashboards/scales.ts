import {
  MappingType,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from "@grafana/grafana-foundation-sdk/dashboard";

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
    { value: null, color: "green" },
    ...(warn === undefined ? [] : [{ value: warn, color: "orange" }]),
    { value: bad, color: "red" },
  ]);
}

/** What a container's health check says. */
export const HEALTH: ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: {
      "1": { text: "healthy", color: "green", index: 0 },
      "0": { text: "unhealthy", color: "red", index: 1 },
      "-1": { text: "no check", color: "text", index: 2 },
    },
  },
];

/** Whether a target was scraped. */
export const UP: ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: {
      "1": { text: "up", color: "green", index: 0 },
      "0": { text: "down", color: "red", index: 1 },
    },
  },
];

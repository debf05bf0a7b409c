import { runbookUrl, type AlertLimits } from "../../../settings/alert-limits";
import type { DashboardsInput } from "./input";
import type { Link } from "./links";
import type { Thresholds } from "./scales";

/** An alert about a panel's data, with the value above which it fires. */
export interface AlertLine {
  readonly name: keyof AlertLimits;
  readonly limit: number;
  /** URL of its runbook. Empty if the settings contain none. */
  readonly runbook: string;
}

/** Returns the alerts with these names, without the disabled ones. */
export function alertLines(
  { alertLimits, runbookBaseUrl }: Pick<DashboardsInput, "alertLimits" | "runbookBaseUrl">,
  ...names: (keyof AlertLimits)[]
): AlertLine[] {
  return names.flatMap((name) => {
    const limit = alertLimits[name];
    if (limit === undefined) return [];
    const runbook = runbookBaseUrl === "" ? "" : runbookUrl(runbookBaseUrl, name);
    return [{ name, limit, runbook }];
  });
}

/** Returns thresholds: orange from the lower line on, red from the higher. A single line is red. */
export function thresholdsAt(lines: readonly AlertLine[]): Thresholds | undefined {
  const [first, second] = lines.map(({ limit }) => limit).toSorted((a, b) => a - b);
  if (first === undefined) return undefined;
  return second === undefined || second === first ? { bad: first } : { warn: first, bad: second };
}

const listed = new Intl.ListFormat("en");

/** Returns a text for a panel's description that names the alert of each line. */
export function linesText(lines: readonly AlertLine[]): string {
  const names = lines.map(({ name }) => name);
  if (names.length === 0) return "";
  const [alert, line] = names.length === 1 ? ["alert", "line is"] : ["alerts", "lines are"];
  return ` The dashed ${line} the threshold of the ${alert} ${listed.format(names)}.`;
}

export function runbookLinks(lines: readonly AlertLine[]): Link[] {
  return lines
    .filter(({ runbook }) => runbook !== "")
    .map(({ name, runbook }) => ({ title: `Runbook: ${name}`, url: runbook }));
}

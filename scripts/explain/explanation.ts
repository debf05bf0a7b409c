import type { SilentHost } from "../stack/hosts";
import { readChanges, type Change } from "./changes";
import { dataChanges, isLost, type DataChange } from "./data";
import type { Preview } from "./preview";
import { changingSteps, derivedVolumeNames, kindOf, stackOf } from "./resources";
import { serviceChanges, type ServiceChange } from "./services";
import { inContainersWords } from "./swarm";
import { headline } from "./verdict";

export const EXIT = { fine: 0, unknown: 1, dataLoss: 2 } as const;

/** A preview in the words of someone who has to decide on it. */
export interface Explanation {
  readonly stack: string;
  readonly headline: string;
  readonly exit: (typeof EXIT)[keyof typeof EXIT];
  /** Why there would be no update; empty where there would be one. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** Remote hosts that do not answer, each with the reason: an update leaves them as they are. */
  readonly skipped: readonly string[];
  /** Every resource that is touched. */
  readonly changes: readonly Change[];
  /** The same by service. */
  readonly services: readonly ServiceChange[];
  readonly data: readonly DataChange[];
  /** What all services share: the network, images, the health probe. */
  readonly shared: readonly Change[];
  /** Steps of a kind or number that this does not understand; none of them may be overlooked. */
  readonly unexplained: readonly string[];
}

/** `stack` names it where the preview ended before its first step. */
export function explain(
  asPrinted: Preview,
  stack: string,
  silent: readonly SilentHost[] = [],
): Explanation {
  const preview = inContainersWords(asPrinted);
  const failed = preview.diagnostics.filter(({ severity }) => severity === "error");
  const refused = new Set(
    failed
      .filter(({ message }) => /\bprotected\b|for protection\b/.test(message))
      .flatMap(({ urn }) => urn ?? []),
  );
  const changes = readChanges(preview);
  const derived = derivedVolumeNames(preview);
  const data = dataChanges(changes, refused, derived);
  const found = {
    services: serviceChanges(changes, derived),
    data,
    shared: changes.filter(({ service, role }) => service === undefined && role !== "data"),
    changes,
    errors: failed.map(({ message }) => plain(message)).filter((text) => !isEcho(text)),
    unexplained: failed.length > 0 ? [] : unexplained(preview),
  };
  const told = failed.length === 0 && found.unexplained.length === 0;
  const lost = data.some((change) => isLost(change) || change.refused);
  return {
    stack: preview.steps[0] === undefined ? stack : stackOf(preview.steps[0].urn),
    headline: headline(found, failed.length > 0),
    exit: lost ? EXIT.dataLoss : told ? EXIT.fine : EXIT.unknown,
    ...found,
    skipped: silent.map(({ problem }) => problem),
    warnings: preview.diagnostics
      .filter(({ severity }) => severity === "warning")
      .map(({ message }) => plain(message)),
  };
}

/** Without the states before and after, which hold whole files. */
export function asJson(explanation: Explanation): string {
  const left = ["old", "next"];
  return JSON.stringify(
    explanation,
    (key, value: unknown) => (left.includes(key) ? undefined : value),
    2,
  );
}

const UNDERSTOOD = ["create", "update", "replace", "delete", "import", "same"];

/** Pulumi's own count of what it would do, held against what has been read out of its steps. */
function unexplained(preview: Preview): string[] {
  const steps = changingSteps(preview);
  const strange = steps
    .filter(({ op }) => !UNDERSTOOD.includes(op))
    .map(({ op, urn }) => `${op} ${kindOf(urn)} \`${urn}\``);
  const counted = Object.entries(preview.changeSummary ?? {}).filter(([op]) => op !== "same");
  const missed = counted
    .filter(([op, count]) => steps.filter((step) => step.op === op).length !== count)
    .map(([op, count]) => `Pulumi counts ${count} × ${op}, its steps show another number`);
  return [...strange, ...missed];
}

function plain(message: string): string {
  return message
    .replace(/^(?:error|warning): /, "")
    .replace(/^Preview failed: /, "")
    .trim();
}

/** Pulumi closes with a line that says nothing of why. */
function isEcho(message: string): boolean {
  return /^preview failed$/.test(message);
}

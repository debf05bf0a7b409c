import { describe, it } from "vitest";
import { missingForE2e } from "./engine";

/**
 * Defines tests that need a real engine. If the engine, an image or a requirement that `alsoMissing` checks is missing,
 * they are skipped. The suite recognizes this from the test's title (scripts/suite/results.ts).
 */
export function describeOnEngine(
  title: string,
  body: () => void,
  alsoMissing: () => string = () => "",
): void {
  const missing = missingForE2e() || alsoMissing();
  if (missing === "") describe(title, body);
  else it.skip(`${title}: needs ${missing}`, () => undefined);
}

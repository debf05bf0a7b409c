import { describe, it } from "vitest";
import { missingForE2e } from "./engine";

/**
 * Tests on a real engine. Where it or an image is missing, or what `alsoMissing` tells of, they are skipped, under a title
 * by which the suite knows that they were to run (scripts/suite/results.ts).
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

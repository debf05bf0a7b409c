import type { Cases } from "./case";
import { careCases } from "./care-cases";
import { rightsCases } from "./rights-cases";

/** For each rule of the pack what it lets pass, and what it refuses. */
export const cases: Readonly<Record<string, Cases>> = { ...rightsCases, ...careCases };

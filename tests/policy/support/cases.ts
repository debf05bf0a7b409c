import type { Cases } from "./case";
import { careCases } from "./care-cases";
import { rightsCases } from "./rights-cases";

/** Passing and failing cases for each rule of the pack. */
export const cases: Readonly<Record<string, Cases>> = { ...rightsCases, ...careCases };

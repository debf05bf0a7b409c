import { expect } from "vitest";
import type { Report } from "../../scripts/verify/report";
import type { Outcome } from "./clone";
import { eventually } from "./stores";

/** Waits until `verify --json` reports each problem. Labelled containers are discovered seconds after their start. */
export async function reported(
  verify: () => Promise<Outcome>,
  problems: readonly RegExp[],
): Promise<void> {
  await eventually(
    "the problems of labelled containers",
    async () => {
      const { printed } = await verify();
      const { rows } = JSON.parse(printed) as Report;
      const row = rows.find(({ check }) => check === "Labelled containers are scraped");
      expect(row?.status).toBe("failed");
      for (const problem of problems) expect(row?.answer).toMatch(problem);
      return true;
    },
    150,
  );
}

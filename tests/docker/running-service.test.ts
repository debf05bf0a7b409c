import { describe, expect, it } from "vitest";
import { RunningService } from "../../components/engine/running-service";
import { ok, withEngine } from "../../testing/fake-engine";

const CARRIERS = ["carrier-1", "carrier-2"];

/** Nanoseconds, as the engine tells them. */
const at = (seconds: number) => `2026-11-27T21:00:${String(seconds).padStart(2, "0")}.123456789Z`;

const startedAfter = (started: number, made: readonly number[]) =>
  withEngine(
    {
      "/containers/loki/json": ok({ Created: at(1), State: { StartedAt: at(started) } }),
      ...Object.fromEntries(
        CARRIERS.map((name, index) => [
          `/containers/${name}/json`,
          ok({ Created: at(made[index] ?? 0), State: { StartedAt: "0001-01-01T00:00:00Z" } }),
        ]),
      ),
    },
    (client) => new RunningService(client, "loki").startedAfter(CARRIERS),
  );

describe("a running service", () => {
  it("has started after others were made where all of them were there", async () => {
    expect(await startedAfter(30, [10, 20])).toBe(true);
    expect(await startedAfter(15, [10, 20])).toBe(false);
  });
});

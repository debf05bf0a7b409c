import { describe, expect, it } from "vitest";
import { RefusedFiles, waitFor, type ReloadCheck } from "../../components/platform/reload-check";
import { EngineError } from "../../components/engine/error";
import { ScriptedService } from "../../testing/scripted-service";

const asks: ReloadCheck = async function* (service) {
  for (;;) {
    const { output } = await service.run(["ask"]);
    if (output === "yes") return;
    if (output === "never") throw new RefusedFiles("line 3: wrong");
    yield output;
  }
};

const told = (service: ScriptedService, withinMs = 1500) =>
  waitFor(service, asks, withinMs).then(
    () => "",
    (error: unknown) => (error as Error).message,
  );

describe("a service that is to confirm what it runs", () => {
  it("is waited for until it does, and asked once where it does at once", async () => {
    const late = new ScriptedService((_, count) => (count < 3 ? "not yet" : "yes"));
    expect(await told(late)).toBe("");
    expect(late.commands).toHaveLength(3);
    const ready = new ScriptedService(() => "yes");
    expect(await told(ready)).toBe("");
    expect(ready.commands).toHaveLength(1);
  });

  it("is asked again where the engine could not ask it", async () => {
    const restarting = new ScriptedService((_, count) =>
      count === 1 ? new EngineError("is restarting", 409) : "yes",
    );
    expect(await told(restarting)).toBe("");
  });

  it("fails the update with its words where it refuses, and with the last reason where the time is over", async () => {
    const refused = await told(new ScriptedService(() => "never"));
    expect(refused).toMatch(/^the-service rejected its new files and keeps its previous config/);
    expect(refused).toMatch(/^ {2}line 3: wrong$/m);
    const late = await told(new ScriptedService(() => "has not read them yet"));
    expect(late).toMatch(/^the-service has not confirmed that it runs its new files:$/m);
    expect(late).toMatch(/^ {2}after 1\.5 s: has not read them yet$/m);
    expect(late).toMatch(/run the update again, which repeats the check\.$/);
  });

  it("is not waited for where it is paused", async () => {
    const paused = new ScriptedService(() => new EngineError("is paused", 409));
    paused.stopped = "it is paused; go on with: docker unpause the-service";
    const began = Date.now();
    expect(await told(paused, 60_000)).toMatch(/^ {2}it is paused; go on with: docker unpause/m);
    expect(Date.now() - began).toBeLessThan(5000);
  });

  it("shows a fault of the program as one", async () => {
    const broken = new ScriptedService(() => new TypeError("x is not a function"));
    expect(await told(broken)).toBe("x is not a function");
  });
});

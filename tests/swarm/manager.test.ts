import { describe, expect, it } from "vitest";
import { sentence } from "../../components/problem";
import { noSwarmManager } from "../../components/preflight/swarm-manager";
import { ok, withEngine } from "../../testing/fake-engine";

const why = (Swarm?: object) => withEngine({ "/info": ok({ Swarm }) }, noSwarmManager);

describe("an engine that is to deploy services", () => {
  it.each([
    ["there is no Swarm", {}, /is not a Swarm manager; its Swarm mode is inactive.*swarm init/],
    [
      "it is a worker",
      { LocalNodeState: "active", RemoteManagers: [{ Addr: "10.0.0.2:2377" }] },
      /is a worker of its Swarm.*managers: 10\.0\.0\.2:2377.*docker node promote/,
    ],
    [
      "it has lost its Swarm",
      { LocalNodeState: "error", ControlAvailable: true },
      /its Swarm mode is error/,
    ],
  ])("fails when %s", async (_, swarm, message) => {
    const problem = await why(swarm);
    expect(problem && sentence(problem)).toMatch(message);
  });

  it("is a manager", async () => {
    expect(await why({ LocalNodeState: "active", ControlAvailable: true })).toBeUndefined();
  });
});

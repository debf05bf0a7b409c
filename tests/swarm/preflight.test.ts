import { describe, expect, it } from "vitest";
import type { EngineRequirements } from "../../components/preflight/requirements";
import { CHECK_LABEL, STACK_LABEL } from "../../components/settings/labels";
import { ok } from "../../testing/fake-engine";
import { nothing, problems } from "../../testing/preflight";

const manager = { Swarm: { LocalNodeState: "active", ControlAvailable: true } };
/** A Swarm's node that there is not. */
const nowhere: EngineRequirements["swarm"] = {
  placed: [
    {
      placement: ["node.labels.disk == ssd"],
      tasks: 1,
      setting: "backendPlacement",
      what: "the stores",
    },
  ],
  mayMove: false,
  onManager: false,
};
const everywhere: EngineRequirements["swarm"] = { placed: [], mayMove: false, onManager: false };

describe("preflight, of a Swarm", () => {
  it("fails when a Swarm is to take the stack, and the engine is in none", async () => {
    const found = await problems({ "/info": ok({}) }, { swarm: nowhere });
    expect(found).toEqual([expect.stringMatching(/is not a Swarm manager/)]);
  });

  it("fails when none of the Swarm's nodes may have the services", async () => {
    const found = await problems({ "/info": ok(manager), "/nodes": ok([]) }, { swarm: nowhere });
    expect(found).toEqual([expect.stringMatching(/^backendPlacement: the stores need one node/)]);
  });

  it("fails when the stack is still there as what it was before it came to a Swarm, or left it", async () => {
    const labels = { [STACK_LABEL]: nothing.namePrefix };
    const container = (name: string, more: object = {}) => ({
      Names: [`/${name}`],
      Labels: { ...labels, ...more },
      Ports: [],
    });
    const onEngine = [1, 2, 3, 4].map((number) => container(`old-${number}`));
    const task = container("new.1.abc", { "com.docker.swarm.task.name": "new.1.abc" });
    const trial = container("check", { [CHECK_LABEL]: "loki" });
    const there = { "/info": ok(manager), "/nodes": ok([]) };
    expect(
      await problems(
        { ...there, "/containers/json": ok([...onEngine, task]) },
        { swarm: everywhere },
      ),
    ).toEqual([
      expect.stringMatching(
        /^swarm: it is true, .* containers of the engine \(old-1, old-2, old-3, …\)\. .*npm run down/,
      ),
    ]);
    expect(
      await problems({ ...there, "/containers/json": ok([task, trial]) }, { swarm: everywhere }),
    ).toEqual([]);
    const old = { ...there, "/containers/json": ok(onEngine) };
    // What `down` does with the data.
    for (const [protectData, remedy] of [
      [true, /Its data volumes stay; docs\/how-to\/swarm\.md says/],
      [false, /removes its data volumes\. .*set protectData to true and swarm to false/],
    ] as const) {
      expect(await problems(old, { swarm: everywhere, protectData })).toEqual([
        expect.stringMatching(remedy),
      ]);
    }
    const filters = JSON.stringify({ label: [`${STACK_LABEL}=${nothing.namePrefix}`] });
    const services = ok([{ Spec: { Name: "observability-test-loki" } }]);
    const asked = `/services?${new URLSearchParams({ filters }).toString()}`;
    expect(await problems({ [decodeURIComponent(asked)]: services }, {})).toEqual([
      expect.stringMatching(
        /^swarm: it is false, .* services of a Swarm \(observability-test-loki\)/,
      ),
    ]);
  });
});

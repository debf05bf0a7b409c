import { describe, expect, it } from "vitest";
import { openNodes, placementProblems, type SwarmNode } from "../../components/preflight/placement";
import { sentence } from "../../components/problem";
import { ok, withEngine } from "../../testing/fake-engine";

const node = (ID: string, more: Partial<SwarmNode["Spec"]> = {}, State = "ready"): SwarmNode => ({
  ID,
  Spec: { Availability: "active", Role: "worker", ...more },
  Description: {
    Hostname: `host-${ID}`,
    Platform: { OS: "linux", Architecture: "x86_64" },
    Engine: { Labels: { zone: "north" } },
  },
  Status: { State, Addr: "10.0.0.7" },
});
const nodes = [
  node("a", { Role: "manager" }),
  node("b", { Labels: { disk: "SSD" } }),
  node("c", { Labels: { disk: "ssd" } }),
  node("d", { Availability: "drain", Labels: { disk: "ssd" } }),
  node("e", { Labels: { disk: "ssd" } }, "down"),
];
const demanding = (
  placement: readonly string[],
  { tasks = 1, mayMove = true, onManager = false, among = nodes } = {},
) =>
  withEngine({ "/nodes": ok(among) }, async (client) => {
    const problems = await placementProblems(client, {
      placed: [
        {
          placement,
          tasks,
          setting: "gatewayPlacement",
          what: "the gateways",
          counted: "gatewayReplicas",
        },
      ],
      mayMove,
      onManager,
    });
    return problems.map((problem) => sentence(problem));
  });

describe("the nodes of a Swarm", () => {
  it("take tasks where they are active and ready", async () => {
    expect(await withEngine({ "/nodes": ok(nodes) }, openNodes)).toEqual(["a", "b", "c"]);
  });

  it.each([
    [[], 3],
    [["node.role == manager"], 1],
    [["node.role!=manager"], 2],
    [["node.labels.disk == ssd"], 2],
    [["node.labels.disk != ssd"], 1],
    [["node.labels.disk == ssd", "node.hostname != host-b"], 1],
    [["node.id == b"], 1],
    [["node.ip == 10.0.0.7"], 3],
    [["node.platform.os == linux", "node.platform.arch == x86_64"], 3],
    [["engine.labels.zone == north"], 3],
  ])("are as many for several tasks as meet %j", async (placement, count) => {
    expect(await demanding(placement, { tasks: count })).toEqual([]);
    expect(await demanding(placement, { tasks: count + 1 })).toEqual([
      expect.stringMatching(
        new RegExp(`^gatewayPlacement: the gateways need ${count + 1} nodes .* ${count} of 3 can`),
      ),
    ]);
  });

  it.each([
    [["node.labels.dsk == ssd"]],
    [["node.lables.disk == ssd"]],
    [["node.lables.disk != ssd"]],
    [["node.role == manager", "node.labels.disk == ssd"]],
  ])(
    "are none where nobody meets %j, which is told before a service waits for one",
    async (placement) => {
      const [told] = await demanding(placement);
      expect(told).toMatch(/ need one node that take.* 0 of 3 can have them/);
      expect(told).toContain(JSON.stringify(placement));
    },
  );

  it("are too many where what has data could begin empty on another, also on one that is drained now", async () => {
    const ssd = ["node.labels.disk == ssd"];
    const stays = { mayMove: false };
    expect(await demanding(ssd, stays)).toEqual([
      expect.stringMatching(
        /4 are allowed: host-b, host-c, host-d, host-e \(down\)\. .*set gatewayReplicas to 4, .*backendMayMove.*docker node rm e$/,
      ),
    ]);
    expect(await demanding(ssd, { ...stays, among: nodes.toReversed() })).toEqual([
      expect.stringContaining(": host-b, host-c, host-d, host-e (down)."),
    ]);
    expect(await demanding(ssd, { ...stays, tasks: 2 })).toHaveLength(1);
    expect(await demanding(["node.id == c"], stays)).toEqual([]);
  });

  it("are not those that machines were before they joined again", async () => {
    const former = { ...node("z", {}, "down"), Description: { Hostname: "host-c" } };
    const only = { mayMove: false, among: [...nodes, former] };
    expect(await demanding(["node.hostname == host-c"], only)).toEqual([]);
    const [told] = await demanding(["node.id == z"], only);
    expect(told).toMatch(/need one node that take.*docker node rm z$/);
  });

  it("have no manager for Prometheus to ask where all of them are drained", async () => {
    const [a, ...others] = nodes;
    const drained = node("a", { Availability: "drain", Role: "manager" });
    expect(await demanding([], { onManager: true })).toEqual([]);
    expect(a?.Spec.Role).toBe("manager");
    expect(await demanding([], { onManager: true, among: [drained, ...others] })).toEqual([
      expect.stringMatching(/^swarm: Prometheus learns .*--availability active host-a$/),
    ]);
  });
});

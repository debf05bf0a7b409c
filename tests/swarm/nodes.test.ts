import { describe, expect, it } from "vitest";
import { openNodes, tooFewNodes, type SwarmNode } from "../../components/docker/swarm/nodes";
import { ok, withEngine } from "../support/fake-engine";

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
const problem = (placement: readonly string[], gatewayReplicas = 1) =>
  withEngine({ "/nodes": ok(nodes) }, (client) =>
    tooFewNodes(client, { placement, gatewayReplicas }),
  );

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
  ])("are as many for several gateways as meet %j", async (placement, count) => {
    expect(await problem(placement, count)).toBeUndefined();
    expect(await problem(placement, count + 1)).toMatch(
      new RegExp(
        `^gatewayReplicas: ${count + 1} gateways .*the Swarm has ${count}[.].* to ${count} at most`,
      ),
    );
  });

  it.each([
    [["node.labels.dsk == ssd"]],
    [["node.lables.disk == ssd"]],
    [["node.lables.disk != ssd"]],
    [["node.role == manager", "node.labels.disk == ssd"]],
  ])(
    "are none where nobody meets %j, which is told before a service waits for one",
    async (placement) => {
      const told = await problem(placement);
      expect(told).toMatch(
        /^backendPlacement: no node of the Swarm takes tasks and meet .*of 3 that/,
      );
      expect(told).toContain(JSON.stringify(placement));
    },
  );

  it("have none open for the backend where all are drained", async () => {
    const drained = [node("a", { Availability: "drain" })];
    const told = await withEngine({ "/nodes": ok(drained) }, (client) =>
      tooFewNodes(client, { placement: [], gatewayReplicas: 1 }),
    );
    expect(told).toMatch(/^backendPlacement: no node of the Swarm takes tasks; of 0 that take/);
  });
});
